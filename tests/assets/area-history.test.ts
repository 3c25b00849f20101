import { describe, expect, it } from 'vitest';
import { loadAreaHistory } from '../../src/assets/area-history.ts';

const on2020 = loadAreaHistory('2020').becameOf;
const on2025 = loadAreaHistory('2025-07').becameOf;
const on2026 = loadAreaHistory('2026-04').becameOf;

describe('what became of a unit on another map', () => {
  it('names it as it was, and the one unit it is now', () => {
    const became = { name: 'Phường Tân Hiệp, Thành phố Biên Hòa, Tỉnh Đồng Nai', now: ['26017'] };
    expect(on2025('2020', '26008')).toEqual(became);
    expect(on2026('2020', '26008')).toEqual(became);
    expect(on2025('2020', '75').now).toEqual(['75']);
  });

  it('keeps codes between the maps of 2025 and 2026', () => {
    expect(on2026('2025-07', '26248')).toEqual({ name: 'Xã Trảng Bom, Tỉnh Đồng Nai', now: ['26248'] });
    expect(on2025('2026-04', '26248')).toEqual({
      name: 'Phường Trảng Bom, Thành phố Đồng Nai',
      now: ['26248'],
    });
  });

  it('goes back to 2020 too, where most units were several', () => {
    const { name, now } = on2020('2025-07', '26017');
    expect(name).toBe('Phường Tam Hiệp, Tỉnh Đồng Nai');
    expect(now).toContain('26008');
    expect(now.length).toBeGreaterThan(1);
    expect(on2020('2026-04', '26017').now).toEqual(now);
  });

  it('knows nothing of other maps and codes', () => {
    expect(on2025('2020', '99999').now).toEqual([]);
    expect(on2025('1975', '26008')).toEqual({ name: '', now: [] });
    expect(on2025('2025-07', '26008').now).toEqual([]);
  });
});
