import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../src/storage/database.ts';
import { CHANNELS, OA_HOURS, SECOND } from './chats.ts';

/** Fills an empty database with people who asked for news in one or two chats. */
export async function fillSubscribers(db: Database, people: number): Promise<void> {
  const channel = (chat: string) =>
    sql`(${[...CHANNELS]}::text[])[${sql.raw(chat)} % ${CHANNELS.length}::int + 1]`;
  const oaHours = sql`(${OA_HOURS}::int[])[chat / ${CHANNELS.length}::int % ${OA_HOURS.length}::int + 1]`;
  const insert = (numbers: ReturnType<typeof sql>, owner: string, hours: string, topics: string) => sql`
    insert into subscribers (urn, channel, person, language, topics, heard_at)
    select channel || ':' || chat, channel, person_id(${channel(owner)} || ':' || ${sql.raw(owner)}, 'self'),
      case chat % 5 when 0 then 'en' else 'vi' end, ${topics}::text[],
      now() - (case channel when 'zalo-oa' then ${oaHours} else ${sql.raw(hours)} end) * interval '1 hour'
    from (select chat, ${channel('chat')} as channel from ${numbers} chat) c`;
  await insert(sql`generate_series(1, ${people}::int)`, 'chat', 'chat % 1000', '{news,area}').execute(db);
  const second = sql`generate_series(${people + 1}::int, ${people + Math.floor(people / SECOND)}::int)`;
  await insert(second, `((chat - ${people}) * ${SECOND})`, '0', '{news}').execute(db);
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
