import { HUES } from '../../charts/palette.ts';
import type { ParameterValue } from '../../configuration.ts';
import type { LeaderboardRow } from '../../store/index.ts';
import { formatValue } from '../../trial/varying.ts';

/** Steps of the scale from light to dark for numbers; leaderboard.css has them as `.step-1` to `.step-5`. */
const STEPS = 5;

/** The colours that the values of a column give to rows. */
export interface Coloring {
  readonly by: string;
  readonly legend: readonly { readonly text: string; readonly mark: string }[];
  /** The CSS class of a row's mark. */
  markOf(row: LeaderboardRow): string;
}

type ReadValue = (row: LeaderboardRow) => ParameterValue | undefined;

/**
 * Numbers get steps from light to dark, with as many values in each step. Other values get one colour each;
 * if there are more values than colours, the least frequent ones share the last. A value has the same colour
 * on every page.
 */
export function coloring(rows: readonly LeaderboardRow[], by: string, read: ReadValue): Coloring {
  const values = rows.map(read);
  const numbers = values.filter((value) => typeof value === 'number');
  const known = values.filter((value) => value !== undefined);
  return numbers.length > 0 && numbers.length === known.length
    ? sequential(by, numbers, read)
    : categorical(by, values, read);
}

function sequential(by: string, numbers: readonly number[], read: ReadValue): Coloring {
  const distinct = [...new Set(numbers)].sort((a, b) => a - b);
  const steps = Math.min(STEPS, distinct.length);
  const stepOf = new Map(
    distinct.map((value, index) => [value, Math.floor((index * steps) / distinct.length)]),
  );
  const mark = (step: number) =>
    `step-${steps === 1 ? 1 : 1 + Math.round((step * (STEPS - 1)) / (steps - 1))}`;
  const legend = Array.from({ length: steps }, (_, step) => {
    const inStep = distinct.filter((value) => stepOf.get(value) === step);
    const [low, high] = [inStep[0]!, inStep.at(-1)!];
    return { text: low === high ? String(low) : `${low} to ${high}`, mark: mark(step) };
  });
  return {
    by,
    legend,
    markOf: (row) => {
      const step = stepOf.get(read(row) as number);
      return step === undefined ? 'none' : mark(step);
    },
  };
}

function categorical(by: string, values: readonly (ParameterValue | undefined)[], read: ReadValue): Coloring {
  const counts = new Map<string, number>();
  for (const value of values) {
    if (value !== undefined) counts.set(formatValue(value), (counts.get(formatValue(value)) ?? 0) + 1);
  }
  const crowded = counts.size > HUES.length;
  const ranked = [...counts].sort(([a, often], [b, oftenB]) => oftenB - often || (a < b ? -1 : 1));
  const own = ranked.slice(0, crowded ? HUES.length - 1 : HUES.length).map(([text]) => text);
  if (!crowded) own.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const markOf = new Map(own.map((text, index) => [text, `hue-${index + 1}`]));
  const others = `hue-${HUES.length}`;
  const legend = own.map((text) => ({ text, mark: markOf.get(text)! }));
  return {
    by,
    legend: crowded ? [...legend, { text: `${counts.size - own.length} others`, mark: others }] : legend,
    markOf: (row) => {
      const value = read(row);
      return value === undefined ? 'none' : (markOf.get(formatValue(value)) ?? others);
    },
  };
}
