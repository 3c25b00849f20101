/** Makes dist/, the publishable form: JavaScript and declarations with a manifest of their own. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

build(resolve(process.argv[2] ?? join(import.meta.dirname, 'dist')));

function build(outDir: string): void {
  const here = import.meta.dirname;
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  const tsc = createRequire(import.meta.url).resolve('typescript/lib/tsc.js');
  const project = join(here, 'tsconfig.build.json');
  execFileSync(process.execPath, [tsc, '-p', project, '--outDir', outDir], { stdio: 'inherit' });

  // tsc rewrites the extensions in JavaScript only; older compilers stumble over `.ts` in declarations.
  for (const file of readdirSync(outDir, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.d.ts')) continue;
    const text = readFileSync(join(outDir, file), 'utf8');
    writeFileSync(join(outDir, file), text.replace(/(from '\.[^']*)\.ts'/g, "$1.js'"));
  }

  const manifest = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')) as Record<string, unknown>;
  // Workspace matters: `private` guards the source folder, which Node could not run from node_modules.
  delete manifest['private'];
  delete manifest['scripts'];
  delete manifest['files'];
  manifest['exports'] = { '.': { types: './index.d.ts', default: './index.js' } };
  manifest['types'] = './index.d.ts';
  manifest['sideEffects'] = false;
  writeFileSync(join(outDir, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const file of ['README.md', 'LICENSE']) copyFileSync(join(here, file), join(outDir, file));
  const isExample = (path: string) => !path.endsWith('tsconfig.json');
  cpSync(join(here, 'examples'), join(outDir, 'examples'), { recursive: true, filter: isExample });
}
