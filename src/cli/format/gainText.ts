import { type ExpectedGain, expectedGain } from '../../analysis/index.ts';
import { metricInfo } from '../../metric/catalogue.ts';
import type { Goal } from '../../metric/metric.ts';
import { countAssignments } from '../../space/countAssignments.ts';
import { type Database, leaderboard, type SweepInfo } from '../../store/index.ts';
import { parseSpec } from '../../sweepfile/parse.ts';

/** Number of further trials whose gain is estimated. */
const MORE = 20;

/** The expected gain of more trials of a sweep. */
export interface SweepGain extends ExpectedGain {
  readonly metric: string;
  /** Number of configurations, the latest ones, that the estimate is based on. */
  readonly of: number;
  /** Whether these are all configurations of the sweep. */
  readonly ofAll: boolean;
}

type Asked = Pick<SweepInfo, 'id' | 'method' | 'metric' | 'goal' | 'specText'>;

/**
 * Undefined for a grid, where nothing is drawn, if too little is known, and if the space holds no more. An
 * adaptive search gets better as it goes on: its latest half stands for the trials to come.
 */
export function sweepGain(
  db: Database,
  { id, method, metric, goal, specText }: Asked,
): SweepGain | undefined {
  if (method === 'grid') return undefined;
  const parsed = parseSpec(specText, { file: 'sweep.yaml' });
  if (!parsed.ok) return undefined;
  const rows = [...leaderboard(db, id)].sort((a, b) => a.trials[0]! - b.trials[0]!);
  if (countAssignments(parsed.spec.space, ({ drawable }) => drawable) < rows.length + MORE) return undefined;
  const worst = goal === 'maximize' ? -Infinity : Infinity;
  const values = rows.flatMap(({ mean, rank, state }) =>
    rank !== null && mean !== null ? [mean] : state === 'pruned' ? [worst] : [],
  );
  const latest =
    method === 'bayes' ? values.slice(-Math.max(2 * MORE, Math.ceil(values.length / 2))) : values;
  const known = expectedGain(latest, goal, MORE);
  if (!known) return undefined;
  const ahead = Math.abs(best(values, goal) - best(latest, goal));
  return {
    ...known,
    gain: Math.max(0, known.gain - ahead),
    chance: ahead === 0 ? known.chance : MORE / (values.length + MORE),
    metric,
    of: latest.length,
    ofAll: latest.length === values.length,
  };
}

function best(values: readonly number[], goal: Goal): number {
  return values.reduce((a, b) => (goal === 'maximize' ? Math.max(a, b) : Math.min(a, b)));
}

/** In a sentence. */
export function gainText({ more, gain, chance, metric, of, ofAll }: SweepGain): string {
  const { format } = metricInfo(metric);
  const amount =
    format(gain) === format(0) ? `less than can be shown of ${metric}` : `about ${format(gain)} of ${metric}`;
  const like = ofAll ? '' : `, if they are like the latest ${of}`;
  const percent = Math.round(100 * chance);
  return `${more} more trials are expected to gain ${amount}${like}; with a chance of ${percent} % one of them is the best.`;
}
