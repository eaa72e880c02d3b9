import { FEWEST_ROWS, type Importances, importances } from '../analysis/index.ts';
import type { ParameterValue } from '../configuration.ts';
import { ownValue } from '../ownValue.ts';
import type { LeaderboardRow } from '../store/index.ts';
import { thinRanked } from '../thin.ts';
import { rankedRows } from './ranked.ts';
import { scaleOf } from './scale.ts';

/** A forest on more rows gives the same result and takes longer. */
const MOST_ROWS = 500;
const MOST_KEPT = 50;

/**
 * Importances take a tenth of a second, so they are computed once for the same configurations and metrics.
 */
export class ImportanceCache {
  private readonly known = new Map<string, { readonly of: string; readonly result: Importances }>();

  /** `name` identifies sweep and filter; undefined if too few rows have a metric, or nothing varies. */
  get(name: string, rows: readonly LeaderboardRow[], varying: readonly string[]): Importances | undefined {
    const ranked = rankedRows(rows);
    if (ranked.length < FEWEST_ROWS || varying.length === 0) return undefined;
    const sum = ranked.reduce((total, { mean }, index) => total + mean * (1 + (index % 97)), 0);
    const of = `${ranked.length} ${sum} ${varying}`;
    const found = this.known.get(name);
    if (found?.of === of) return found.result;
    const chosen = thinRanked(ranked, MOST_ROWS);
    const features = varying.map((each) => ({
      name: each,
      values: onScale(chosen.map((row) => ownValue(row.parameters, each))),
    }));
    const result = importances(
      features,
      chosen.map(({ mean }) => mean),
    );
    this.known.delete(name);
    this.known.set(name, { of, result });
    if (this.known.size > MOST_KEPT) this.known.delete(this.known.keys().next().value!);
    return result;
  }
}

/** Numbers as their places on an axis, a logarithmic one if they are drawn on such. */
function onScale(values: readonly (ParameterValue | undefined)[]): readonly (ParameterValue | undefined)[] {
  const present = values.filter((value) => value !== undefined);
  if (present.length === 0 || !present.every((value) => typeof value === 'number')) return values;
  const { fraction } = scaleOf(present);
  return values.map((value) => (value === undefined ? undefined : fraction(value)));
}
