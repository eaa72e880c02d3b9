import type { Goal } from '../metric/metric.ts';
import { countAssignments } from '../space/countAssignments.ts';
import { parseSpec } from '../sweepfile/parse.ts';
import type { TrialState } from '../trial/trial.ts';
import { type ExpectedGain, expectedGain, FEWEST_VALUES } from './expectedGain.ts';

/** Number of further trials whose gain is estimated. */
const MORE = 20;

/** The expected gain of more trials of a sweep. */
export interface SweepGain extends ExpectedGain {
  readonly metric: string;
  /** The best value so far. */
  readonly best: number;
  /** Number of configurations, the latest ones, that the estimate is based on. */
  readonly of: number;
  /** Whether these are all configurations of the sweep. */
  readonly ofAll: boolean;
  /** Whether the search learns: the estimate takes its trials as drawn independently. */
  readonly learns: boolean;
}

/** The facts of a sweep that the estimate depends on. */
interface Asked {
  readonly method: string;
  readonly metric: string;
  readonly goal: Goal;
  readonly specText: string;
  readonly scientific: readonly string[];
}

/** A configuration on the leaderboard. */
interface Row {
  readonly trials: readonly number[];
  readonly mean: number | null;
  readonly rank: number | null;
  readonly state: TrialState;
}

/**
 * `rows` are all configurations of the sweep, in any order. Undefined for a grid, where nothing is drawn, for
 * a sweep with roles, which is several searches (see the checks of its comparison), if too little is known,
 * and if the space holds no more. An adaptive search gets better as it goes on: its latest
 * half stands for the trials to come.
 */
export function sweepGain(
  { method, metric, goal, specText, scientific }: Asked,
  rows: readonly Row[],
): SweepGain | undefined {
  if (method === 'grid' || scientific.length > 0) return undefined;
  if (rows.length < FEWEST_VALUES || spaceOf(specText) < rows.length + MORE) return undefined;
  const worst = goal === 'maximize' ? -Infinity : Infinity;
  const values = [...rows]
    .sort((a, b) => a.trials[0]! - b.trials[0]!)
    .flatMap(({ mean, rank, state }) =>
      rank !== null && mean !== null ? [mean] : state === 'pruned' ? [worst] : [],
    );
  return gainOf(values, { method, metric, goal });
}

/** The expected gain of a search with these values, in the order of its trials; undefined if too little is known. */
export function gainOf(
  values: readonly number[],
  { method, metric, goal }: Pick<Asked, 'method' | 'metric' | 'goal'>,
): SweepGain | undefined {
  const latest =
    method === 'bayes' ? values.slice(-Math.max(2 * MORE, Math.ceil(values.length / 2))) : values;
  const known = expectedGain(latest, goal, MORE);
  if (!known) return undefined;
  const best = bestOf(values, goal);
  const ahead = Math.abs(best - bestOf(latest, goal));
  return {
    ...known,
    gain: Math.max(0, known.gain - ahead),
    chance: ahead === 0 ? known.chance : MORE / (values.length + MORE),
    metric,
    best,
    of: latest.length,
    ofAll: latest.length === values.length,
    learns: method === 'bayes',
  };
}

/** The number of configurations of the spec that was asked about last. */
let last: { readonly specText: string; readonly count: number } | undefined;

/** How many configurations a spec can draw; 0 if it cannot be read. */
function spaceOf(specText: string): number {
  if (last?.specText !== specText) {
    const parsed = parseSpec(specText, { file: 'sweep.yaml' });
    const count = parsed.ok ? countAssignments(parsed.spec.space, ({ drawable }) => drawable) : 0;
    last = { specText, count };
  }
  return last.count;
}

function bestOf(values: readonly number[], goal: Goal): number {
  return values.reduce((a, b) => (goal === 'maximize' ? Math.max(a, b) : Math.min(a, b)));
}
