import type { FastifyReply } from 'fastify';
import type { Person } from './person.ts';

export interface StreamOptions {
  declarationsOf: (urn: string) => Promise<object[]>;
  /** How often stored declarations are looked for while a page is looking. */
  pollMs?: number;
}

/** Beyond this many open pages the oldest is cut off, and connects anew. */
const MOST_STREAMS = 64;

/** A page that reads slower than it is told is cut off rather than buffered for. */
const MOST_BUFFERED = 4_000_000;

/**
 * Server-sent events for the try-it pages: for each person what changed in the chat, and the stored declarations.
 * A page that connects gets everything remembered; it replaces bubbles by their id.
 */
export function createStreams(options: StreamOptions) {
  const ends = new Set<() => void>();

  function open(reply: FastifyReply, people: Person[]): void {
    const out = reply.hijack().raw;
    const tell = (event: string, data: object) => {
      if (out.writableEnded || out.destroyed) return;
      out.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      if (out.writableLength > MOST_BUFFERED) out.destroy();
    };
    const stops: (() => void)[] = [];
    const end = () => {
      ends.delete(end);
      for (const stop of stops.splice(0)) stop();
      out.end();
    };
    out.on('close', end).on('error', end);
    ends.add(end);
    if (ends.size > MOST_STREAMS) ends.values().next().value?.();

    out.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    for (const person of people) stops.push(follow(person, tell));
    stops.push(lookForDeclarations(people, options, tell));
  }

  return {
    open,
    endAll(): void {
      for (const end of [...ends]) end();
    },
  };
}

type Tell = (event: string, data: object) => void;

function follow({ channel, id, chat }: Person, tell: Tell): () => void {
  let told = 0;
  const tellChanges = () => {
    const bubbles = chat.since(told);
    told = chat.revision;
    tell('chat', { channel, id, bubbles, state: chat.state });
  };
  tellChanges();
  return chat.watch(tellChanges);
}

function lookForDeclarations(people: Person[], options: StreamOptions, tell: Tell): () => void {
  const known = new Map<string, string>();
  let looking = false;
  const look = async () => {
    if (looking) return;
    looking = true;
    for (const { urn, channel, id } of people) {
      const declarations = await options.declarationsOf(urn).catch(() => null);
      const text = JSON.stringify(declarations);
      if (declarations === null || known.get(urn) === text) continue;
      known.set(urn, text);
      tell('declarations', { channel, id, declarations });
    }
    looking = false;
  };
  const timer = setInterval(() => void look(), options.pollMs ?? 1_000);
  void look();
  return () => {
    clearInterval(timer);
  };
}
