import type { FastifyReply } from 'fastify';
import type { FaultBoard } from './faults.ts';
import { pause } from './pause.ts';

/** What befalls a call of the bot before it is carried out; `over`: it has been answered, or never will be. */
export type Fate = 'over' | 'throttle' | 'lose_answer' | null;

/** Throws the dice for the faults all platforms have, and carries out those that need no words. */
export async function breakCall(faults: FaultBoard, reply: FastifyReply): Promise<Fate> {
  if (faults.strikes('slow')) await pause(faults.slowMs, new AbortController().signal);
  if (faults.strikes('reset')) {
    cutOff(reply);
    return 'over';
  }
  if (faults.strikes('fail')) {
    void reply.code(502).type('text/html').send('<html>502 Bad Gateway</html>');
    return 'over';
  }
  if (faults.strikes('throttle')) return 'throttle';
  return faults.strikes('lose_answer') ? 'lose_answer' : null;
}

/** Resets the connection: the caller cannot know whether anything was done. */
export function cutOff(reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.socket?.resetAndDestroy();
  return reply;
}
