import type { KeptFile, LoggedStep, SweepView, TrialKey, TrialView, Values } from './tracker.ts';

/** The permanent record of trials and sweeps, including those of other processes; a tracker reads from it. */
export interface Archive {
  projects(): readonly string[];
  /** Trials that have begun, in the order of their beginning. */
  trials(project: string): readonly TrialView[];
  trial(key: TrialKey): TrialView | undefined;
  /** As `Tracker.history`; empty for a trial that does not exist. */
  history(key: TrialKey, first: number, end: number): readonly LoggedStep[];
  sweeps(project: string): readonly SweepView[];
  sweep(id: string): SweepView | undefined;
  /** The files on the trial's page. */
  files(key: TrialKey): readonly KeptFile[];
  readFile(key: TrialKey, name: string): Uint8Array | undefined;
}

/** The file of a trial that holds its client's names for it, so that it is found again. */
export const RUN_FILE = 'wandb-run.json';

const LONGEST_VALUE = 10_000;

/** The facts that a client gives of a trial beyond those of every trial. */
export interface RunFile extends Pick<TrialView, (typeof FIELDS)[number]> {
  readonly project: string;
  readonly id: string;
  /** Final values that are no numbers. */
  readonly summary: Values;
}

const FIELDS = [
  'name',
  'floats',
  'group',
  'jobType',
  'tags',
  'notes',
  'host',
  'program',
  'commit',
  'exitCode',
] as const;

export function writeRunFile(view: TrialView): Buffer {
  const fields = Object.fromEntries(FIELDS.map((name) => [name, view[name]]));
  const others = Object.entries(view.summary).filter(
    ([, value]) => typeof value !== 'number' && JSON.stringify(value).length <= LONGEST_VALUE,
  );
  const { project, id } = view.key;
  return Buffer.from(
    JSON.stringify({ project, id, ...fields, summary: Object.fromEntries(others) }, null, 1),
  );
}

/** How every such file of the run with that key begins. */
export function beginningOf({ project, id }: TrialKey): Buffer {
  return Buffer.from(`${JSON.stringify({ project, id }, null, 1).slice(0, -2)},`);
}

/** Undefined if it is none of ours: a program may hand in a file of any name. */
export function readRunFile(content: Uint8Array): RunFile | undefined {
  try {
    const parsed = JSON.parse(Buffer.from(content).toString('utf8'));
    const isOurs =
      [parsed.project, parsed.id, parsed.name].every((each) => typeof each === 'string') &&
      Array.isArray(parsed.tags) &&
      typeof parsed.summary === 'object' &&
      parsed.summary !== null;
    return isOurs ? parsed : undefined;
  } catch {
    return undefined;
  }
}
