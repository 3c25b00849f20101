import { Redis } from 'ioredis';
import { turnsOfCitizen } from './citizens.ts';
import type { Outcome } from './drive.ts';
import { questions } from './questions.ts';
import type { SideName } from './sides.ts';

/** Most people looked at one by one. */
const SAMPLE = 300;

/**
 * Looks into Redis whether a side really kept what it was told: the declaration of those who finished, and of the others
 * the question they were left at.
 *
 * @returns what is not as it must be, in sentences; empty when all is
 */
export async function persisted(side: SideName, redisUrl: string, outcome: Outcome): Promise<string[]> {
  const redis = new Redis(redisUrl);
  try {
    const look = looks[side](redis);
    const faults: string[] = [];
    const people = [
      ...outcome.finished.slice(-SAMPLE).map((id) => [id, turnsOfCitizen] as const),
      ...outcome.unfinished,
    ];
    for (const [id, step] of people) {
      const found = await look(id, step);
      if (!found) faults.push(`${id} is not kept as somebody who was answered ${step} times`);
    }
    if (side.startsWith('ours')) {
      const queued = await redis.llen('{ncovi}:declarations:wait');
      if (queued !== outcome.finished.length)
        faults.push(`${queued} declarations are queued, ${outcome.finished.length} people were told so`);
    }
    return faults;
  } finally {
    redis.disconnect();
  }
}

type Look = (redis: Redis) => (id: number, step: number) => Promise<boolean>;

/** The question waited for after so many messages. */
const waitingAfter = (step: number): string | undefined => questions[step - 1]?.id;

interface Kept {
  session: { waiting: string | null; outcome: string | null; answers: Record<string, unknown> };
  sent: object | null;
}

const ours: Look = (redis) => async (id, step) => {
  const [key] = await redis.keys(`ncovi:{*}:telegram:${id}`);
  if (key === undefined) return step === 0;
  const kept = JSON.parse((await redis.hget(key, 'c')) ?? 'null') as Kept | null;
  return step === turnsOfCitizen
    ? kept?.session.outcome === 'completed' && kept.sent !== null
    : kept?.session.waiting === waitingAfter(step);
};

const telegraf: Look = (redis) => async (id, step) => {
  const kept = JSON.parse((await redis.get(`telegraf:${id}:${id}`)) ?? 'null') as {
    declared?: Record<string, string>;
    __scenes?: { cursor?: number };
  } | null;
  return step === turnsOfCitizen
    ? Object.keys(kept?.declared ?? {}).length === questions.length
    : (kept?.__scenes?.cursor ?? 0) === step;
};

const grammy: Look = (redis) => async (id, step) => {
  if (step === turnsOfCitizen) {
    const declared = JSON.parse((await redis.get(`declared:${id}`)) ?? '{}') as object;
    return Object.keys(declared).length === questions.length;
  }
  const kept = JSON.parse((await redis.get(`grammy:${id}`)) ?? 'null') as {
    state: Record<string, { replay: { receive: unknown[] } }[]>;
  } | null;
  // The last question it asked still waits for what it receives.
  const received = kept?.state['declaration']?.[0]?.replay.receive.length ?? 0;
  return step === 0 ? kept === null : received >= 1;
};

const limit: Look = (redis) => async (id, step) => step === 0 || (await redis.exists(`limit:${id}`)) === 1;

const looks: Record<SideName, Look> = {
  'ours.api': ours,
  'ours.inline': ours,
  'telegraf.api': telegraf,
  'grammy.api': grammy,
  'limit.inline': limit,
};
