import type { Random } from './seeded.ts';

const surnames =
  'Nguyễn Nguyễn Nguyễn Nguyễn Trần Trần Lê Lê Phạm Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Điểu'.split(
    ' ',
  );
const women = 'Thị Thị Thị Ngọc Thanh Kim'.split(' ');
const men = 'Văn Văn Văn Minh Hữu Đức Quang'.split(' ');
const givenWomen =
  'Hoa Lan Hương Mai Đào Nga Yến Trang Linh Thảo Vy Nhung Oanh Uyên Xuân Giang Hạnh Liên Tuyết Bích'.split(
    ' ',
  );
const givenMen =
  'Hùng Dũng Tuấn Hải Sơn Bình An Phúc Lộc Thọ Khôi Long Phong Quân Thắng Hiếu Nghĩa Trung Kiên Đạt'.split(
    ' ',
  );

/** A name as people in Đồng Nai have one. */
export function makeName(random: Random): { name: string; gender: 'female' | 'male' } {
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  const isWoman = random() < 0.52;
  const name = [pick(surnames), pick(isWoman ? women : men), pick(isWoman ? givenWomen : givenMen)].join(' ');
  return { name, gender: isWoman ? 'female' : 'male' };
}
