// A process that keeps messages of its own in a spool until it is killed: argv are the folder, the key in base64, a count.
import { openSpool } from '../../src/pipeline/spool.ts';
import { createFieldCrypto } from '../../src/storage/field-crypto.ts';

const [folder = '', key = '', count = '0'] = process.argv.slice(2);
const spool = openSpool(folder, { crypto: createFieldCrypto(Buffer.from(key, 'base64')), limit: 1e9 });
for (let n = 1; n <= Number(count); n++) {
  const request = { channel: 'zalo-oa' as const, headers: {}, body: Buffer.from(String(n)) };
  await spool.keep({ ...request, urn: `zalo-oa:${process.pid}`, at: Date.now() });
  console.log(n);
}
setInterval(() => undefined, 1_000);
