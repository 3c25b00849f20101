import { defineConfig } from 'vitest/config';

/** Projects: `pure` needs nothing but the code; `parts` starts real Postgres and Redis; `browser` drives Chromium. */
export default defineConfig({
  test: {
    // Much of the time goes into waiting for programs that start.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: 'pure',
          globalSetup: 'tests/support/search-logs.ts',
          include: ['tests/**/*.test.ts', 'packages/*/tests/**/*.test.ts'],
          exclude: ['tests/{broadcast,console,pipeline,storage,programs,browser}/**'],
          testTimeout: 30_000,
          // Vocabularies and the map are built once for all files of a worker.
          isolate: false,
        },
      },
      {
        test: {
          name: 'parts',
          globalSetup: ['tests/support/search-logs.ts', 'tests/support/global-setup.ts'],
          include: ['tests/{broadcast,console,pipeline,storage,programs}/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser',
          globalSetup: 'tests/support/search-logs.ts',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
