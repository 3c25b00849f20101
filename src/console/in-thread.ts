import { Worker } from 'node:worker_threads';

/**
 * Lets a file of its own (`*-worker.ts`) make something out of data, in a thread that ends with it: what takes long would
 * keep webhooks waiting, and what it loaded goes with the thread. One at a time: two would take the memory of two.
 *
 * @throws what the thread threw
 */
export async function inThread(file: string, data: unknown): Promise<Buffer> {
  const made = last.then(() => make(file, data));
  last = made.catch(() => undefined);
  return made;
}

let last: Promise<unknown> = Promise.resolve();

function make(file: string, data: unknown): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(file, import.meta.url), {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: 1_024 },
    });
    worker.once('message', (made: Uint8Array) => {
      resolve(Buffer.from(made));
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      reject(new Error(`the thread of ${file} ended with ${code}`));
    });
  });
}
