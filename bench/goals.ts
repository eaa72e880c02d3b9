import type { PeerName } from './peers/commands.ts';

/** Work that we and peers do, and the share of a peer's time that ours may take; null means no goal. */
export interface Comparison {
  readonly name: string;
  /** A key of `peers/networks.json`. */
  readonly network: string;
  readonly batch: number;
  readonly task: 'step' | 'evaluate';
  readonly goals: Readonly<Partial<Record<PeerName, number | null>>>;
}

export const COMPARISONS: readonly Comparison[] = [
  {
    name: 'cnn-32',
    network: 'cnn',
    batch: 32,
    task: 'step',
    goals: { keras: 0.4, 'tfjs-node': 0.2, torch: 0.3, 'torch.compile': null, jax: null },
  },
  { name: 'cnn-128', network: 'cnn', batch: 128, task: 'step', goals: { keras: 0.6, torch: null } },
  { name: 'cnn-512', network: 'cnn', batch: 512, task: 'step', goals: { keras: 0.6, torch: null } },
  {
    name: 'ann-32',
    network: 'ann',
    batch: 32,
    task: 'step',
    goals: { keras: 0.4, 'torch.compile': 0.8, torch: null, jax: null },
  },
  { name: 'batch-norm-64', network: 'batch_norm', batch: 64, task: 'step', goals: { keras: 1, torch: null } },
  { name: 'evaluate', network: 'cnn', batch: 100, task: 'evaluate', goals: { keras: 0.6, torch: null } },
];

/** A measurement without a peer. */
export interface Goal {
  readonly what: string;
  readonly unit: string;
  readonly atMost?: number;
  readonly atLeast?: number;
}

export const GOALS = {
  epoch: { what: 'epoch at batch 512 / epoch at 32', unit: '', atMost: 1 },
  filters: { what: 'time / FLOPs, 128 filters against 16', unit: '', atMost: 1 },
  share: { what: 'share of the step in matrix products', unit: '', atLeast: 0.6 },
  workers: { what: 'epochs per minute, two workers / one', unit: '', atLeast: 1.9 },
  memory32: { what: 'worker beyond the dataset, batch 32', unit: 'MB', atMost: 250 },
  memory512: { what: 'worker beyond the dataset, batch 512', unit: 'MB', atMost: 400 },
  readers: { what: 'epochs per minute with 100 live readers / without', unit: '', atLeast: 0.99 },
  firstView: { what: 'navigation to the leaderboard of 10,000 trials', unit: 'ms', atMost: 400 },
  beside: { what: 'our first view / theirs', unit: '', atMost: 0.05 },
  encoding: { what: "the notebook's CNN as an ONNX file, in the process", unit: 'ms', atMost: 1000 },
  exporting: { what: 'the command `sweep export best --format onnx`', unit: 'ms', atMost: 1000 },
  first: { what: 'first step of a new network', unit: 'ms', atMost: 300 },
} as const satisfies Record<string, Goal>;

/** Whether a value meets a goal. */
export function isMet({ atMost = Infinity, atLeast = -Infinity }: Partial<Goal>, value: number): boolean {
  return value <= atMost && value >= atLeast;
}

/** A goal in short: `<= 0.40`. */
export function limitOf({ atMost, atLeast, unit }: Goal): string {
  const shown = unit ? `${atMost ?? atLeast} ${unit}` : (atMost ?? atLeast)!.toFixed(2);
  return `${atMost === undefined ? '>=' : '<='} ${shown}`;
}

/** One line: what was measured, the value, the goal and whether it is met. */
export function verdict(goal: Goal, value: number): string {
  const shown = goal.unit ? `${value.toFixed(0)} ${goal.unit}` : value.toFixed(2);
  return `${goal.what}: ${shown} (goal ${limitOf(goal)}: ${isMet(goal, value) ? 'met' : 'NOT met'})`;
}
