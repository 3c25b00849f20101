import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Urn } from '../../src/dialogue/message.ts';
import { openSpool, SpoolFull, type Spool } from '../../src/pipeline/spool.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';
import { stopProcess } from '../support/stop-process.ts';

const child = fileURLToPath(new URL('../support/spooling-child.ts', import.meta.url));

describe('the spool', () => {
  const key = randomBytes(32);
  let folder: string;
  let open: Spool[];

  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'ncovi-spool-')), 'spool');
    open = [];
  });
  afterEach(() => {
    for (const spool of open) spool.close();
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });

  const aSpool = (limit = 1e6, with_ = key): Spool => {
    const spool = openSpool(folder, { crypto: createFieldCrypto(with_), limit });
    open.push(spool);
    return spool;
  };
  const close = (spool: Spool) => {
    open = open.filter((one) => one !== spool);
    spool.close();
  };
  let clock = 1_000;
  const keep = (spool: Spool, urn: Urn, words: string, at = ++clock) =>
    spool.keep({ channel: 'zalo-oa', urn, at, headers: { 'x-proof': words }, body: Buffer.from(words) });
  /** Reads and removes all there is of a person. */
  const drain = (spool: Spool, urn: Urn): string[] => {
    const said: string[] = [];
    for (let entry = spool.first(urn); entry !== undefined; entry = spool.first(urn)) {
      said.push(spool.read(entry)?.body.toString() ?? 'unreadable');
      spool.remove(urn, entry);
    }
    return said;
  };
  const bytesOnDisk = () =>
    Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
  const kept = () => readdirSync(folder).filter((name) => name.endsWith('.spool'));

  it('gives back what it was given, byte for byte, in the order of each person', async () => {
    const spool = aSpool();
    const raw = Buffer.from([0, 255, 10, 13, 0xc3, 0x28]);
    await spool.keep({ channel: 'zalo-bot', urn: 'zalo-bot:a', at: 5, headers: { 'x-a': 'b' }, body: raw });
    await Promise.all(['1', '2', '3'].map((words) => keep(spool, 'zalo-oa:1', words)));
    expect(spool.people()).toEqual(['zalo-bot:a', 'zalo-oa:1']);
    const first = spool.first('zalo-bot:a');
    expect(first && spool.read(first)).toEqual({
      ...{ channel: 'zalo-bot', urn: 'zalo-bot:a', at: 5, headers: { 'x-a': 'b' }, body: raw },
    });
    expect(spool.state()).toMatchObject({ messages: 4, oldest: 5 });
    expect(drain(spool, 'zalo-oa:1')).toEqual(['1', '2', '3']);
    expect(spool.holds('zalo-oa:1')).toBe(false);
    expect(spool.holds('zalo-bot:a')).toBe(true);
  });

  it('lets nobody else read it, and leaves nothing behind when all is done', async () => {
    const spool = aSpool();
    await keep(spool, 'zalo-oa:4711', 'Nguyễn Thị Bí-Mật');
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    const [row = ''] =
      bytesOnDisk()
        .toString('latin1')
        .match(/v1\.[\w-]{100,}/) ?? [];
    expect(JSON.parse(createFieldCrypto(key).open(row, 'spool'))).toMatchObject({
      urn: 'zalo-oa:4711',
      body: Buffer.from('Nguyễn Thị Bí-Mật').toString('base64'),
    });
    for (const word of ['Nguyễn', '4711']) expect(bytesOnDisk().includes(word)).toBe(false);
    drain(spool, 'zalo-oa:4711');
    await keep(spool, 'zalo-oa:5', 'so that the removal has happened');
    drain(spool, 'zalo-oa:5');
    close(spool);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses what is too much, and takes it when there is room again', async () => {
    const spool = aSpool(2_000);
    await keep(spool, 'zalo-oa:1', 'x'.repeat(500));
    await expect(keep(spool, 'zalo-oa:2', 'x'.repeat(500))).rejects.toThrow(SpoolFull);
    expect(spool.holds('zalo-oa:2')).toBe(false);
    drain(spool, 'zalo-oa:1');
    await keep(spool, 'zalo-oa:2', 'x'.repeat(500));
    expect(spool.state().messages).toBe(1);
  });

  it('lets a flood from one person not fill it', async () => {
    const spool = aSpool();
    await Promise.all(Array.from({ length: 100 }, () => keep(spool, 'zalo-oa:1', 'x')));
    await expect(keep(spool, 'zalo-oa:1', 'x')).rejects.toThrow(SpoolFull);
    await keep(spool, 'zalo-oa:2', 'x');
  });

  it('keeps what it could not hand on for the next start', async () => {
    const before = aSpool();
    await keep(before, 'zalo-oa:1', 'one');
    await keep(before, 'zalo-oa:2', 'two');
    const aside = before.first('zalo-oa:1');
    if (aside) before.setAside('zalo-oa:1', aside);
    expect(before.holds('zalo-oa:1')).toBe(false);
    expect(before.state().messages).toBe(2);
    close(before);
    const after = aSpool();
    expect(after.adopt()).toEqual({ adopted: 2, unreadable: 0 });
    expect([drain(after, 'zalo-oa:1'), drain(after, 'zalo-oa:2')]).toEqual([['one'], ['two']]);
  });

  it('never touches the file of a process that lives, and takes over that of one killed at any moment', async () => {
    const [mine, other] = [aSpool(), aSpool()];
    await keep(other, 'zalo-oa:1', 'alive');
    const process_ = spawn(process.execPath, [child, folder, key.toString('base64'), '100000'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    process_.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    while (said.split('\n').length < 30) await once(process_.stdout, 'data');
    expect(mine.adopt()).toEqual({ adopted: 0, unreadable: 0 });

    await stopProcess(process_, 'SIGKILL');
    const promised = said.trim().split('\n').length;
    const { adopted, unreadable } = mine.adopt();
    expect(unreadable).toBe(0);
    // All it promised, and perhaps one it had no time to tell of.
    expect([promised, promised + 1]).toContain(adopted);
    const urn: Urn = `zalo-oa:${process_.pid ?? ''}`;
    expect(drain(mine, urn)).toEqual(Array.from({ length: adopted }, (_, n) => String(n + 1)));
    expect(mine.people()).toEqual([]);
    expect(kept()).toHaveLength(2);
  });

  it('puts what it takes over where it belongs in the line of a person', async () => {
    const dead = aSpool();
    await keep(dead, 'zalo-oa:1', 'earlier', 10);
    close(dead);
    const spool = aSpool();
    await keep(spool, 'zalo-oa:1', 'later', 20);
    spool.adopt();
    expect(drain(spool, 'zalo-oa:1')).toEqual(['earlier', 'later']);
  });

  it('recognises a record that a power cut tore, and loses none before it', async () => {
    const process_ = spawn(process.execPath, [child, folder, key.toString('base64'), '3'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    process_.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    while (!said.includes('3')) await once(process_.stdout, 'data');
    await stopProcess(process_, 'SIGKILL');
    const log = readdirSync(folder).find((name) => name.endsWith('-wal')) ?? 'no log';
    truncateSync(join(folder, log), statSync(join(folder, log)).size - 100);
    const spool = aSpool();
    expect(spool.adopt()).toEqual({ adopted: 2, unreadable: 0 });
    expect(drain(spool, `zalo-oa:${process_.pid ?? ''}`)).toEqual(['1', '2']);
  });

  it('throws nothing away that it cannot read', async () => {
    const before = aSpool();
    await keep(before, 'zalo-oa:1', 'words');
    close(before);
    writeFileSync(join(folder, 'broken.spool'), 'x'.repeat(5_000));
    const otherKey = aSpool(1e6, randomBytes(32));
    expect(otherKey.adopt()).toEqual({ adopted: 0, unreadable: 2 });
    expect(otherKey.state().messages).toBe(1);
    close(otherKey);
    expect(readdirSync(folder)).toContain('broken.spool.unreadable');
    const rightKey = aSpool();
    expect(rightKey.adopt()).toEqual({ adopted: 1, unreadable: 0 });
    expect(drain(rightKey, 'zalo-oa:1')).toEqual(['words']);
  });
});
