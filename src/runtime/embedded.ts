// The Postgres of `npm start`: PGlite in the data folder, reached by the same driver as any other Postgres.
// Must not know what is stored in it.
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { StartError } from './run.ts';
import type { DatabaseAddress } from '../storage/database.ts';

export interface Embedded {
  address: DatabaseAddress;
  close(): Promise<void>;
}

const isWindows = process.platform === 'win32';
/** The longest path of a unix socket is 104 bytes on macOS and 108 on Linux, its end included. */
const LONGEST_SOCKET_PATH = 100;

/**
 * Opens the database of a data folder and listens for its clients where only this account can connect: a unix socket
 * (on Windows, which has none that `pg` knows, a loopback port).
 *
 * @throws StartError when another process uses the folder
 */
export async function openEmbedded(dataDir: string): Promise<Embedded> {
  const sockets = socketFolder(dataDir);
  const lock = await holdFolder(dataDir, sockets);
  const db = await PGlite.create(join(dataDir, 'postgres'));
  const where = isWindows ? { host: '127.0.0.1', port: 0 } : { path: join(sockets, '.s.PGSQL.5432') };
  if ('path' in where) rmSync(where.path, { force: true });
  const server = new PGLiteSocketServer({ db, maxConnections: 100, ...where });
  await server.start();
  return {
    address: isWindows ? loopback(server.getServerConn()) : { socketFolder: sockets },
    async close() {
      await server.stop();
      await db.close();
      await new Promise((resolve) => lock.close(resolve));
    },
  };
}

/** The database of a data folder, whether `npm start` has it open or nobody has (on Windows: nobody must). */
export async function joinEmbedded(dataDir: string): Promise<Embedded> {
  const sockets = socketFolder(dataDir);
  if (isWindows || !(await isListening(join(sockets, 'lock')))) return openEmbedded(dataDir);
  return { address: { socketFolder: sockets }, close: () => Promise.resolve() };
}

/** The key of a data folder, made at the first start. Readable by this account only. */
export function fieldKeyOf(dataDir: string): Buffer {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'field-key');
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (key.length !== 32) throw new StartError(`${file} does not hold 32 bytes in base64.`);
  return key;
}

/** In the data folder; where its path is too long for a socket, in the temporary folder under a name of its own. */
function socketFolder(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const real = realpathSync(dataDir);
  const inside = join(real, 'run');
  const tooLong = Buffer.byteLength(join(inside, '.s.PGSQL.5432')) > LONGEST_SOCKET_PATH;
  const folder = tooLong ? join(tmpdir(), `ncovi-${hashOf(real)}`) : inside;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  return folder;
}

/** Whoever listens on the lock holds the folder; a process that died listens no more, so nothing is left behind. */
async function holdFolder(dataDir: string, sockets: string): Promise<Server> {
  const path = isWindows ? `\\\\.\\pipe\\ncovi-${hashOf(realpathSync(dataDir))}` : join(sockets, 'lock');
  if (await isListening(path)) {
    throw new StartError(
      `another ncovi-chat uses the folder ${dataDir}. Stop it first, or set DATA_DIR to another folder.`,
    );
  }
  if (!isWindows) rmSync(path, { force: true });
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
  return server.unref();
}

function isListening(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}

function loopback(connection: string): DatabaseAddress {
  const [host = '127.0.0.1', port = ''] = connection.split(':');
  return { host, port: Number(port) };
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
