import { ownValue } from '../ownValue.ts';
import type { LeaderboardRow } from '../store/index.ts';
import { thin } from '../thin.ts';
import { formatValue } from '../trial/varying.ts';
import type { ChartData, Control, ControlChoice } from './chart.ts';
import { byImportance, parameterChoices } from './controls.ts';

/** Rows and parameters that are looked at: enough to find two that vary independently. */
const MOST_ROWS = 500;
const MOST_NAMES = 12;

/**
 * Controls for two parameters. They begin with a pair that varies independently; without one, the reader has to choose
 * the second.
 */
export function pairControls(data: ChartData): Control[] {
  const choices = parameterChoices(data);
  const pair = independentPair(data);
  const first = (name: string | undefined) => choices.filter(({ value }) => value === name);
  const others = (name: string | undefined) => choices.filter(({ value }) => value !== name);
  const none: ControlChoice[] = pair || choices.length === 0 ? [] : [{ value: '', label: 'choose one' }];
  const [x, y] = pair ?? [];
  return [
    { name: 'x', label: 'Across', choices: [...first(x), ...others(x)] },
    { name: 'y', label: 'Upwards', choices: [...none, ...first(y), ...others(y)] },
  ];
}

/** The two most important parameters of which neither follows from the other; undefined if there are none. */
function independentPair(data: ChartData): readonly [string, string] | undefined {
  const names = byImportance(data).slice(0, MOST_NAMES);
  const rows = thin(data.rows, MOST_ROWS);
  for (const [index, second] of names.entries()) {
    const first = names
      .slice(0, index)
      .find((name) => !follows(rows, name, second) && !follows(rows, second, name));
    if (first !== undefined) return [first, second];
  }
  return undefined;
}

/**
 * Whether rows with one value of a parameter always share that of another, and so tell nothing of it. Numbers
 * that no two rows share show nothing of the kind.
 */
function follows(rows: readonly LeaderboardRow[], from: string, name: string): boolean {
  const found = new Map<string, string>();
  for (const { parameters } of rows) {
    const key = formatValue(ownValue(parameters, from));
    const value = formatValue(ownValue(parameters, name));
    const known = found.get(key);
    if (known !== undefined && known !== value) return false;
    found.set(key, value);
  }
  return (
    found.size < rows.length || rows.some(({ parameters }) => typeof ownValue(parameters, from) !== 'number')
  );
}
