import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Configuration } from '../../../src/configuration.ts';
import {
  ProgramExecutor,
  type ProgramExecutorOptions,
} from '../../../src/executor/program/programExecutor.ts';
import type { ProgramSetup } from '../../../src/trainable/program/program.ts';
import type { TrialJob, TrialMessage, TrialOutcome } from '../../../src/trial/trial.ts';

type Messages<Type extends TrialMessage['type']> = Extract<TrialMessage, { type: Type }>[];

/** A folder, removed after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-program-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface ProgramTest {
  readonly folder: string;
  readonly executor: ProgramExecutor;
  /** A trial that runs a script of sh. */
  job(script: string, more?: Partial<ProgramSetup>, trial?: number): TrialJob<ProgramSetup>;
  run(job: TrialJob<ProgramSetup>, onMessage?: (message: TrialMessage) => unknown): Promise<ProgramRun>;
}

export interface ProgramRun {
  readonly outcome: TrialOutcome;
  readonly messages: readonly TrialMessage[];
  of<Type extends TrialMessage['type']>(type: Type): Messages<Type>;
  /** All output of a stream. */
  text(stream: 'stdout' | 'stderr'): string;
}

/** An executor with a folder of its own, closed at the end of the test. */
export function programTest(options: Partial<ProgramExecutorOptions> = {}): ProgramTest {
  const folder = temporaryFolder();
  const executor = new ProgramExecutor({
    slots: 1,
    files: join(folder, 'files'),
    graceMs: 5000,
    interpreter: 'python3',
    ...options,
  });
  onTestFinished(() => executor.close());
  const run: ProgramTest['run'] = async (job, onMessage = () => {}) => {
    const messages: TrialMessage[] = [];
    const outcome = await executor.submit(job, (message) => {
      messages.push(message);
      return onMessage(message);
    });
    const of = <Type extends TrialMessage['type']>(type: Type) =>
      messages.filter((message) => message.type === type) as Messages<Type>;
    const text = (stream: string) =>
      of('output')
        .filter((message) => message.stream === stream)
        .map((message) => message.text)
        .join('');
    return { outcome, messages: [...messages], of, text };
  };
  return { folder, executor, run, job: (...words) => programJob(folder, ...words) };
}

export function programJob(
  folder: string,
  script: string,
  more: Partial<ProgramSetup> = {},
  trial = 1,
  configuration: Configuration = { lr: 0.1, 'model.units': 64 },
): TrialJob<ProgramSetup> {
  const file = `script${trial}.sh`;
  writeFileSync(join(folder, file), script);
  const command = ['sh', file, '${args}'];
  return {
    trial,
    attempt: 1,
    sweep: { id: 3, name: 'mine' },
    configuration,
    seed: 7,
    setup: { kind: 'program', command, directory: folder, graceMs: 5000, retries: 0, ...more },
  };
}
