import type { Run } from './step.ts';

/** Runs steps in turn. */
export function oneAfterAnother(runs: readonly Run[]): () => Promise<void> {
  return async () => {
    for (const run of runs) {
      const running = run();
      if (running) await running;
    }
  };
}
