import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../src/storage/database.ts';

/** One in ten people has a second chat, heard later. */
const SECOND = 10;
/** Of either kind of chats, one in so many has blocked the bot: some people can be reached in their other chat, some not. */
const LEFT = 100;

/** Chats 1 to `people` are people's first ones, the others second ones. */
export const chatsOf = (people: number): number => people + Math.floor(people / SECOND);
export const hasLeft = (people: number) => (chat: number) =>
  chat <= people ? chat % LEFT === 51 : (chat - people) % LEFT === 5;

/** Fills an empty database with people who asked for news in one or two chats. */
export async function fillSubscribers(db: Database, people: number): Promise<void> {
  await sql`
    insert into subscribers (urn, channel, person, language, topics, heard_at)
    select 'telegram:' || n, 'telegram', person_id('telegram:' || n, 'self'), case n % 5 when 0 then 'en' else 'vi' end,
      '{news,area}', now() - (n % 1000) * interval '1 hour'
    from generate_series(1, ${people}::int) n`.execute(db);
  await sql`
    insert into subscribers (urn, channel, person, language, topics, heard_at)
    select 'telegram:' || (${people}::int + n), 'telegram', person_id('telegram:' || (n * ${SECOND}::int), 'self'), 'vi',
      '{news}', now() from generate_series(1, ${Math.floor(people / SECOND)}::int) n`.execute(db);
  await sql`analyze subscribers`.execute(db);
}

/** An urgent advisory to all of them, approved. @returns its id */
export async function approveAdvisory(db: Database): Promise<string> {
  const [unit, staff] = [randomUUID(), randomUUID()];
  await sql`insert into units (id, name, kind, area_path) values (${unit}, 'Bộ Y tế', 'nation', '{}')`.execute(
    db,
  );
  await sql`insert into staff (id, unit, username, name, role, password)
    values (${staff}, ${unit}, 'bench', 'Bench', 'officer', '-')`.execute(db);
  const texts = { vi: 'Bà con rửa tay, đeo khẩu trang, khai báo y tế nhé.', en: 'Wash hands, wear a mask.' };
  const made = await sql<{ id: string }>`
    insert into advisories (unit, area_path, author, title, texts, topic, urgency, expires_at, status, audience)
    values (${unit}, '{}', ${staff}, 'Bench', ${JSON.stringify(texts)}, 'news', 'urgent', now() + interval '1 day',
      'approved', '{"area": []}') returning id`.execute(db);
  return made.rows[0]?.id ?? '';
}
