import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    // Many tests wait for processes: two at a time go well on two cores, too.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Tests of processes that are killed may lose a race on a shared machine; the log names what was tried again.
    retry: process.env.CI ? 1 : 0,
    globalSetup: ['test/build.ts'],
    setupFiles: ['test/failOnWarning.ts'],
  },
});
