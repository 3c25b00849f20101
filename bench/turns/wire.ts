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
    for (;;) {
      const end = pending.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = pending.toString('latin1', 0, end);
      if (/\r\ntransfer-encoding:/i.test(head)) throw new Error('a body without a length');
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
      const whole = end + 4 + length;
      if (pending.length < whole) return;
      const body = pending.toString('utf8', end + 4, whole);
      pending = pending.subarray(whole);
      take({ head, body });
    }
  });
}
