import { stepsOf, valuesAt } from '../../charts/stepTable.ts';
import { count, plural } from '../../format.ts';
import { metricInfo } from '../../metric/catalogue.ts';
import { type Curve, type TrialDetail, thinnedCurves } from '../../store/index.ts';
import { thin } from '../../thin.ts';
import { curveMetrics } from '../../trainable/curveMetrics.ts';
import { trainableOf } from '../../trainable/index.ts';
import { comparedCurvesHref } from '../addresses/addresses.ts';
import type { Choice } from '../addresses/links.ts';
import type { DatabaseReader } from '../reading/databaseReader.ts';
import { type CompareQuery, writeCompareQuery } from './query.ts';

/** The curves of compared trials. */
export interface CurvesView {
  readonly metric: string;
  readonly choices: readonly Choice[];
  /** What one step is called. */
  readonly stepName: string;
  /** The curves drawn in two widths. */
  readonly picture: { readonly wide: string; readonly narrow: string; readonly alt: string };
  /** Says which steps are listed; undefined if all are. */
  readonly rows: readonly { readonly step: number; readonly cells: readonly string[] }[];
  /** Points of a line that is as wide as the picture. */
  readonly note: string | undefined;
}

/** The metrics of which some of the trials may have curves, the most interesting first. */
const MOST_POINTS = 1000;
const MOST_ROWS = 500;

/** The metrics of which some trials may have curves, in the order in which people look at them. */
export function comparedMetrics({ boards }: DatabaseReader, trials: readonly TrialDetail[]): string[] {
  const names = trials.flatMap(({ sweep }) => curveMetrics(sweep.trainable, boards.metricNames(sweep.id)));
  return [...new Set(names)];
}

/** The curves of one metric, in the order of the trials. */
export function comparedCurves(
  { db }: DatabaseReader,
  trials: readonly TrialDetail[],
  metric: string,
): Curve[] {
  const thinning = { most: MOST_POINTS, extremes: true };
  return trials.map(
    ({ sweep, number }) => thinnedCurves(db, sweep.id, [number], metric, thinning).get(number)!,
  );
}

export function curvesView(
  reader: DatabaseReader,
  trials: readonly TrialDetail[],
  asked: string | undefined,
  address: (change: Partial<CompareQuery>) => string,
): CurvesView {
  const { sweep } = trials[0]!;
  const { stepName } = trainableOf(sweep.trainable);
  const names = comparedMetrics(reader, trials);
  const metric = [asked, sweep.metric, ...names].find((name) => name !== undefined && names.includes(name))!;
  const curves = comparedCurves(reader, trials, metric ?? sweep.metric);
  const all = stepsOf(curves);
  const steps = thin(all, MOST_ROWS);
  const longest = Math.max(...trials.map((trial) => trial.steps));
  const refs = trials.map((trial) => `${trial.sweep.id}/${trial.number}`);
  const picture = comparedCurvesHref(sweep.id, metric, writeCompareQuery({ trials: refs }));
  const cells = curves.map((curve) => valuesAt(curve, steps));
  const lengths = curves.map((curve) => new Set(curve.steps));
  const { format } = metricInfo(metric);
  return {
    metric,
    stepName,
    choices: names.map((name) => ({
      name,
      href: `${address({ metric: name })}#curves`,
      current: name === metric,
    })),
    picture: {
      wide: picture,
      narrow: `${picture}&narrow`,
      alt: `${metric} of ${plural(trials.length, 'trial')} over ${plural(longest, stepName)}; the table below has the numbers`,
    },
    rows: steps.map((step, index) => ({
      step,
      cells: cells.map((values, trial) => (lengths[trial]!.has(step) ? format(values[index]) : '')),
    })),
    note:
      steps.length < longest
        ? `${count(steps.length)} of ${plural(longest, stepName)}, with the extremes of those between.`
        : undefined,
  };
}
