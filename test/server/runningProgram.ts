import type { Database } from '../../src/store/index.ts';
import type { OutputPiece, TrialFile } from '../../src/store/store.ts';
import { beginProgram, cell, report } from '../store/programs.ts';

/** An image of one pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export const RAN = {
  command: ['${env}', 'python', '${program}', '--note', 'two words'],
  program: 'train.py',
  directory: '/home/me/project',
  git: { commit: '0123456789abcdef', dirty: true },
  interpreter: { path: '/usr/bin/python3', version: 'Python 3.11.2' },
  host: 'workstation',
};

export const out = (text: string): OutputPiece => ({ stream: 'stdout', text });
export const err = (text: string): OutputPiece => ({ stream: 'stderr', text });

/** A sweep of one running trial, and the actions of its program. */
export function runningProgram(db: Database, shared: Readonly<Record<string, unknown>> = RAN) {
  const sweep = beginProgram(db, { shared });
  const [trial] = sweep.planTrials([cell({ lr: 0.1 })], [3]);
  sweep.startTrial(trial!, 0);
  return {
    print: (...pieces: OutputPiece[]) => sweep.recordOutput(trial!, pieces),
    handIn: (...files: TrialFile[]) => {
      for (const file of files) sweep.recordFile(trial!, file);
    },
    take: (elapsedMs: number, cpuPercent: number, memoryBytes: number, gpuPercent: number | null = null) =>
      sweep.recordResources(trial!, {
        elapsedMs,
        cpuPercent,
        memoryBytes,
        gpuPercent,
        gpuMemoryBytes: null,
      }),
    end: () => {
      sweep.recordSteps([{ ...trial!, ...report(0, { score: 1 }) }]);
      sweep.endTrial(trial!, { state: 'completed', result: { metrics: { score: 1 }, durationMs: 100 } });
    },
  };
}

/** The same after all of these actions. */
export function busyProgram(db: Database) {
  const program = runningProgram(db);
  program.print(out('begins\n'), err('UserWarning: be careful\n'), out(`${'long '.repeat(80)}\n`));
  program.handIn({ path: 'plots/one.png', content: PNG }, { path: 'table.csv', content: Buffer.from('a\n') });
  program.take(1000, 50, 2_000_000);
  program.take(2000, 150, 6_000_000, 80);
  return program;
}
