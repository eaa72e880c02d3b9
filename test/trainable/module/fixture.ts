import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { PiscinaExecutor } from '../../../src/executor/piscina.ts';
import type { TrialJob, TrialMessage, TrialOutcome } from '../../../src/trial/trial.ts';
import { temporaryFolder } from '../../store/fixture.ts';

export interface Run {
  readonly outcome: TrialOutcome;
  readonly messages: readonly TrialMessage[];
  readonly reports: readonly Record<string, number>[];
  readonly output: string;
}

export function moduleJob(trial: number, configuration: TrialJob['configuration'] = {}): TrialJob {
  return {
    trial,
    attempt: 1,
    sweep: { id: 4, name: 'mine' },
    configuration,
    seed: 7,
    setup: { kind: 'module' },
  };
}

/** Threads that run the trainer with that source, in a folder of its own. */
export function threads(text: string, { slots = 1, graceMs = 10_000, file = 'train.ts' } = {}) {
  const folder = temporaryFolder();
  const path = join(folder, file);
  writeFileSync(path, text);
  const filesDirectory = join(folder, 'runs.db-files');
  const executor = new PiscinaExecutor({ kind: 'module', path, filesDirectory, graceMs }, slots);
  onTestFinished(() => executor.close());
  return { executor, folder, filesDirectory };
}

export async function submit(
  executor: PiscinaExecutor,
  job: TrialJob,
  onMessage: (message: TrialMessage) => unknown = () => {},
): Promise<Run> {
  const messages: TrialMessage[] = [];
  const outcome = await executor.submit(job, (message) => {
    messages.push(message);
    return onMessage(message);
  });
  const reports = messages.filter((message) => message.type === 'report');
  return {
    outcome,
    messages,
    reports: reports.map(({ step, metrics }) => ({ step, ...metrics })),
    output: messages.map((message) => (message.type === 'output' ? message.text : '')).join(''),
  };
}
