// The least HTTP/1.1 a load generator needs: keep-alive, bodies with a length. Made so that it costs next to nothing
// beside the server it measures.
import { connect, createServer, type Server, type Socket } from 'node:net';

interface Received {
  head: string;
  body: string;
}

/** One connection, one request at a time. */
export interface Connection {
  /** Sends a POST and resolves with status and body. Rejects when the server hangs up. */
  post(path: string, headers: string, body: string): Promise<{ status: number; body: string }>;
  close(): void;
}

export async function openConnection(port: number): Promise<Connection> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve).once('error', reject);
  });
  let waiting: PromiseWithResolvers<{ status: number; body: string }> | undefined;
  onMessages(socket, ({ head, body }) => {
    waiting?.resolve({ status: Number(head.slice(9, 12)), body });
  });
  socket.on('close', () => waiting?.reject(new Error('the server closed the connection')));
  return {
    post(path, headers, body) {
      waiting = Promise.withResolvers();
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n${headers}` +
          `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
      return waiting.promise;
    },
    close() {
      waiting = undefined;
      socket.destroy();
    },
  };
}

/** A server that answers every request at once with the JSON `answer` gives for its path and body. */
export async function serveJson(answer: (path: string, body: string) => string): Promise<Server> {
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => undefined);
    onMessages(socket, ({ head, body }) => {
      const json = answer(head.slice(head.indexOf(' ') + 1, head.indexOf(' HTTP/')), body);
      socket.write(
        'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: keep-alive\r\n' +
          `Content-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`,
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** Calls back for every whole message that arrives. */
function onMessages(socket: Socket, take: (message: Received) => void): void {
  let pending: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    for (let message = cutOff(pending); message !== null; message = cutOff(pending)) {
      pending = pending.subarray(message.end);
      take(message);
    }
  });
}

/** The first message of what has arrived and where it ends; null while it is not whole. */
function cutOff(arrived: Buffer): (Received & { end: number }) | null {
  const headEnd = arrived.indexOf('\r\n\r\n');
  if (headEnd < 0) return null;
  const head = arrived.toString('latin1', 0, headEnd);
  const start = headEnd + 4;
  if (/\r\ntransfer-encoding: *chunked/i.test(head)) return unchunked(arrived, head, start);
  const end = start + Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
  return arrived.length < end ? null : { head, body: arrived.toString('utf8', start, end), end };
}

function unchunked(arrived: Buffer, head: string, start: number): (Received & { end: number }) | null {
  const parts: Buffer[] = [];
  for (let at = start; ;) {
    const line = arrived.indexOf('\r\n', at);
    if (line < 0) return null;
    const size = parseInt(arrived.toString('latin1', at, line), 16);
    const end = line + 2 + size + 2;
    if (arrived.length < end) return null;
    if (size === 0) return { head, body: Buffer.concat(parts).toString('utf8'), end };
    parts.push(arrived.subarray(line + 2, line + 2 + size));
    at = end;
  }
}
