import { pairedDifference } from '../../analysis/index.ts';
import { plural } from '../../format.ts';
import { type Curve, type Database, thinnedCurves } from '../../store/index.ts';
import { trainableOf } from '../../trainable/index.ts';
import type { Trained } from '../trained.ts';
import type { Check } from './checks.ts';

/** The part of a training, at its end, whose gain tells whether a longer one would be worthwhile. */
const LAST_PART = 1 / 3;
const FEWEST_STEPS = 6;
const MOST_POINTS = 3000;

/**
 * Whether a configuration was still getting better when its trainings ended: the metric at the end beside that before the
 * last third, seed by seed. Undefined for one seed, and where the metric has no curve.
 */
export function lengthCheck(
  db: Database,
  trainable: string,
  { name, row: { sweep, metric, goal }, trainings }: Trained,
): Check | undefined {
  const numbers = trainings.map(({ number }) => number);
  const curves = thinnedCurves(db, sweep, numbers, metric, { most: MOST_POINTS, extremes: false });
  const parts = [...curves.values()].map(lastPart);
  const known = parts.flatMap((part) => part ?? []);
  const [first] = known;
  // Trainings that ended at different steps were ended by a rule that looks for the end.
  if (known.length < 2 || known.length < parts.length || known.some(({ to }) => to !== first!.to))
    return undefined;
  const { difference, interval } = pairedDifference(known.map(({ change }) => change));
  const { low, high } = interval!;
  const { stepName } = trainableOf(trainable);
  const change =
    `from ${stepName} ${first!.from} to ${first!.to} its ${metric} changed by ${signed(difference)} ` +
    `(95 % interval ${signed(low)} to ${signed(high)}; ${plural(known.length, 'seed')})`;
  const [rises, falls] = [low > 0, high < 0];
  if (!rises && !falls)
    return {
      about: 'length',
      ok: true,
      text: `These seeds do not tell whether more ${stepName}s would help ${name}: ${change}.`,
    };
  return rises === (goal === 'maximize')
    ? { about: 'length', ok: false, text: `More ${stepName}s may help ${name}: ${change}.` }
    : {
        about: 'length',
        ok: true,
        text: `Fewer ${stepName}s would have been better for ${name}: ${change}.`,
      };
}

function lastPart({ steps, values }: Curve) {
  const last = steps.length - 1;
  if (steps.length < FEWEST_STEPS) return undefined;
  const before = Math.round(last - LAST_PART * steps.length);
  const [start, end] = [values[before], values[last]];
  if (typeof start !== 'number' || typeof end !== 'number') return undefined;
  return { from: steps[before]!, to: steps[last]!, change: end - start };
}

function signed(value: number): string {
  return `${value > 0 ? '+' : ''}${Number(value.toPrecision(2))}`;
}
