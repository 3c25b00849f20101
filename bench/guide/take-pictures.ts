import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { PASSWORD } from '../../tests/support/a-staff.ts';
import { takeAdvisoryPictures } from './advisory-pictures.ts';
import type { GuideConsole } from './open-guide-console.ts';

const WIDTH = 1100;

/** Walks through a health worker's day and keeps what the guide shows. @returns names of the files */
export async function takePictures(open: GuideConsole, folder: URL): Promise<string[]> {
  const { db, browser, commune } = open;
  const files: string[] = [];
  const options = { baseURL: open.root, locale: 'vi-VN', viewport: { width: WIDTH, height: 760 } };
  const newPage = async (): Promise<Page> => (await browser.newContext(options)).newPage();
  /** @param what a part of the page; the window where it is left out */
  const keep = async (page: Page, name: string, what?: Locator): Promise<void> => {
    const path = fileURLToPath(new URL(`${name}.png`, folder));
    await page.mouse.move(0, 0);
    // With some room around a part.
    const box = await what?.boundingBox();
    const scrolled = await page.evaluate<number>('window.scrollY');
    const clip = box && {
      ...{ x: Math.max(0, box.x - 16), y: Math.max(0, box.y + scrolled - 16) },
      ...{ width: Math.min(WIDTH, box.width + 32), height: box.height + 32 },
    };
    const around = clip ? { clip, fullPage: true } : {};
    await page.screenshot({ path, animations: 'disabled', caret: 'hide', ...around });
    files.push(`${name}.png`);
  };
  const signIn = async (username: string): Promise<Page> => {
    const page = await newPage();
    await page.goto('/console/sign-in');
    await page.locator('#username').fill(username);
    await page.locator('#password').fill(PASSWORD);
    if (username === open.station) await keep(page, 'dang-nhap', page.locator('form.narrow').first());
    await page.locator('main button.btn-primary').click();
    await page.locator('.console-self').waitFor();
    return page;
  };
  const card = (page: Page, title: string): Locator =>
    page.locator('section.card', { has: page.locator('h2', { hasText: title }) }).first();
  const press = (page: Page, step: string) => page.locator(`button[name="step"][value="${step}"]`).click();

  const admin = await signIn(open.admin);
  const unit = await db
    .selectFrom('staff')
    .select('unit')
    .where('username', '=', open.station)
    .executeTakeFirstOrThrow();
  await admin.goto(`/console/staff/invite?unit=${unit.unit}`);
  await admin.locator('#name').fill('Nguyễn Thị Hương');
  await admin.locator('main button.btn-primary').click();
  const invited = await newPage();
  await invited.goto(await admin.locator('#link').inputValue());
  await invited.locator('#username').fill('huong.nguyen');
  await keep(invited, 'nhan-tai-khoan', invited.locator('form.narrow'));

  const page = await signIn(open.station);
  await keep(page, 'viec-hom-nay');
  await page.goto('/console/?status=new');
  await page.locator('a[data-row]').first().click();
  const person = new URL(page.url()).pathname;
  await page.locator('.facts').waitFor();
  await keep(page, 'ho-so');
  await press(page, 'take');
  await press(page, 'begin');
  await keep(page, 'goi-dien', card(page, 'Việc cần làm'));
  await press(page, 'verify');
  await page.locator('#conclusion').selectOption('home');
  await page.locator('#day_zero').fill('2020-03-27');
  await page.locator('#document').fill('15/QĐ-UBND');
  await keep(page, 'ket-luan', page.locator('form', { has: page.locator('#day_zero') }));
  await page.getByRole('button', { name: 'Ghi kết luận' }).click();
  await page.locator('#temperature').fill('36.8');
  await page.getByRole('button', { name: 'Ghi sức khỏe' }).click();
  await page.getByRole('status').waitFor();

  const followed = await db
    .selectFrom('isolations')
    .innerJoin('persons', 'persons.id', 'isolations.person')
    .innerJoin('health_log', 'health_log.person', 'persons.id')
    .select((is) => ['persons.id', is.fn.countAll<string>().as('lines')])
    .where('isolations.ended_at', 'is', null)
    .where('isolations.place', '=', 'home')
    .where('persons.area_code', '=', commune)
    .groupBy('persons.id')
    .orderBy('lines', 'desc')
    .orderBy('persons.id')
    .limit(1)
    .execute();
  const [first] = followed.map(({ id }) => id);
  await page.goto(`/console/persons/${first ?? ''}`);
  await keep(page, 'cach-ly', card(page, 'Cách ly'));
  for (const [i, other] of open.callers.entries()) {
    await page.locator('#other').fill(other);
    await page.locator('#met_on').fill(`2020-03-2${i + 2}`);
    await page.getByRole('button', { name: 'Ghi tiếp xúc' }).click();
    await page.getByRole('status').waitFor();
  }
  await page.locator('#f').selectOption('0');
  await page.getByRole('button', { name: 'Cập nhật' }).click();
  await keep(page, 'tiep-xuc', card(page, 'Người tiếp xúc'));

  await page.goto('/console/isolations');
  await keep(page, 'danh-sach-cach-ly');
  await page.goto('/console/persons?q=nguyen+van');
  await keep(page, 'tim-nguoi');
  await page.goto('/console/exports');
  await keep(page, 'xuat-du-lieu');
  const cdc = await signIn(open.cdc);
  await cdc.goto('/console/figures?area=731');
  await keep(cdc, 'so-lieu');
  await cdc.goto('/console/urging');
  await keep(cdc, 'don-doc');
  await takeAdvisoryPictures(db, cdc, keep);

  const old = await newPage();
  await old.context().addCookies(await page.context().cookies());
  await old.goto(person);
  await page.goto(person);
  await page.locator('#step-note').fill('Gọi lại lúc 14 giờ.');
  await press(page, 'note');
  await press(old, 'note');
  await keep(old, 'da-co-nguoi-thay-doi', old.locator('.empty'));
  return files;
}
