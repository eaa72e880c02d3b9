import type { KeptFile, LoggedStep, SweepView, TrialKey, TrialView, Values } from './tracker.ts';

/** What is kept for good of trials and sweeps, those that other processes ran among them; a tracker reads from it. */
export interface Archive {
  projects(): readonly string[];
  /** Those that have begun, in the order in which they did. */
  trials(project: string): readonly TrialView[];
  trial(key: TrialKey): TrialView | undefined;
  /** As `Tracker.history`; none of a trial that is not there. */
  history(key: TrialKey, first: number, end: number): readonly LoggedStep[];
  sweeps(project: string): readonly SweepView[];
  sweep(id: string): SweepView | undefined;
  /** What stands on the trial's page. */
  files(key: TrialKey): readonly KeptFile[];
  readFile(key: TrialKey, name: string): Uint8Array | undefined;
}

/** The file of a trial that says what its client calls it, so that it is found again. */
export const RUN_FILE = 'wandb-run.json';

const LONGEST_VALUE = 10_000;

/** What a client says of a trial beyond what every trial has. */
export interface RunFile extends Pick<TrialView, (typeof SAID)[number]> {
  readonly project: string;
  readonly id: string;
  /** Final values that are no numbers. */
  readonly summary: Values;
}

const SAID = ['name', 'group', 'jobType', 'tags', 'notes', 'host', 'program', 'commit', 'exitCode'] as const;

export function writeRunFile(view: TrialView): Buffer {
  const said = Object.fromEntries(SAID.map((name) => [name, view[name]]));
  const others = Object.entries(view.summary).filter(
    ([, value]) => typeof value !== 'number' && JSON.stringify(value).length <= LONGEST_VALUE,
  );
  const { project, id } = view.key;
  return Buffer.from(JSON.stringify({ project, id, ...said, summary: Object.fromEntries(others) }, null, 1));
}

/** Undefined where it is none of ours: a program may hand in a file of any name. */
export function readRunFile(content: Uint8Array): RunFile | undefined {
  try {
    const said = JSON.parse(Buffer.from(content).toString('utf8'));
    const isOurs =
      [said.project, said.id, said.name].every((each) => typeof each === 'string') &&
      Array.isArray(said.tags) &&
      typeof said.summary === 'object' &&
      said.summary !== null;
    return isOurs ? said : undefined;
  } catch {
    return undefined;
  }
}
