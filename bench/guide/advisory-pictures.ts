import { sql } from 'kysely';
import type { Locator, Page } from 'playwright-core';
import type { Database } from '../../src/storage/database.ts';

const TEXT =
  'Từ 14 giờ chiều nay, phường tổ chức phun khử khuẩn các khu phố 1 đến 5. Bà con đóng cửa sổ, cất thức ăn và đưa trẻ nhỏ vào nhà trong 30 phút.';

/** Composes an advisory and a campaign for the guide, for people who asked for news. @param page signed in as the CDC */
export async function takeAdvisoryPictures(
  db: Database,
  page: Page,
  keep: (page: Page, name: string, what?: Locator) => Promise<void>,
): Promise<void> {
  await sql`
    insert into subscribers (urn, channel, person, language, topics, heard_at)
    select channel || ':' || n, channel, id, 'vi', '{area}', '2020-03-28T01:15Z'::timestamptz - n * interval '4 minutes'
    from (select id, n, case when n % 5 < 3 then 'zalo-oa' else 'telegram' end as channel
      from (select id, row_number() over (order by id) as n from persons where merged_into is null) p) c`.execute(
    db,
  );
  await page.goto('/console/advisories/new');
  await page.getByLabel('Tên tin').fill('Phun khử khuẩn');
  await page.getByLabel('Nội dung tiếng Việt').fill(TEXT);
  await page.getByLabel('Chủ đề').selectOption({ label: 'Tin của địa phương' });
  await page.getByRole('button', { name: 'Lưu và xem trước', exact: true }).click();
  await page.getByRole('row', { name: /^Telegram/ }).waitFor();
  const card = (title: string) =>
    page.locator('section.card', { has: page.getByRole('heading', { name: title }) });
  await keep(page, 'gui-tin', card('Người dân sẽ thấy'));
  await keep(page, 'so-nguoi-nhan', card('Số người nhận'));
  await page.goto('/console/campaigns/new');
  await page.getByLabel('Tên', { exact: true }).fill('Áp phích chợ Biên Hòa');
  await page.getByLabel('Loại').selectOption({ label: 'Áp phích' });
  await page.getByRole('button', { name: 'Tạo', exact: true }).click();
  await page.getByRole('status').waitFor();
  await keep(page, 'chien-dich');
}
