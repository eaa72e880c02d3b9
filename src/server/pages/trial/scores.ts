import { metricInfo } from '../../../metric/catalogue.ts';
import { forReading, isCost } from '../../../metric/forReading.ts';
import { ownValue } from '../../../ownValue.ts';
import type { TrialDetail } from '../../../store/index.ts';

/** A metric and its value, a dash if there is none. */
export interface Score {
  readonly name: string;
  readonly value: string;
}

/** Number of scores at the top of a trial's page. */
const MOST_SCORES = 12;

/** A trial's results: the metrics at the top of its page, and all of them if there are more. */
export interface ScoresView {
  readonly top: readonly Score[];
  readonly all: readonly Score[] | undefined;
}

/** `names` are the sweep's metrics; costs are listed among the resources. */
export function scoresView({ sweep, metrics }: TrialDetail, names: readonly string[]): ScoresView {
  const score = (name: string) => ({ name, value: metricInfo(name).format(ownValue(metrics, name)) });
  const ordered = forReading(names.filter((name) => !isCost(name)));
  if (ordered.length <= MOST_SCORES) return { top: ordered.map(score), all: undefined };
  const first = [...new Set([sweep.metric, ...ordered])].slice(0, MOST_SCORES);
  return { top: first.map(score), all: [...ordered].sort(byName).map(score) };
}

const { compare: byName } = new Intl.Collator('en', { numeric: true });
