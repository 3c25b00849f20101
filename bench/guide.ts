// Makes the pictures of docs/huong-dan-can-bo.md: the console over an invented month, driven as a health worker does.
// `npm run guide`; needs initdb, postgres and chromium. The same pages give the same pictures.
import { mkdirSync, statSync } from 'node:fs';
import { startPostgres } from '../tests/support/postgres.ts';
import { openGuideConsole } from './guide/open-guide-console.ts';
import { takePictures } from './guide/take-pictures.ts';

const folder = new URL('../docs/guide/', import.meta.url);
const MOST = 2 * 1024 * 1024;

mkdirSync(folder, { recursive: true });
const server = await startPostgres();
try {
  const console_ = await openGuideConsole(server);
  try {
    const files = await takePictures(console_, folder);
    const bytes = files.reduce((sum, name) => sum + statSync(new URL(name, folder)).size, 0);
    console.log(`${files.length} pictures, ${Math.round(bytes / 1024)} KB, in docs/guide.`);
    if (bytes > MOST) throw new Error('The pictures are more than 2 MB together: show less on each.');
  } finally {
    await console_.close();
  }
} finally {
  await server.stop();
}
