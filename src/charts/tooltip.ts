import { metric as formatMetric, plural, spread } from '../format.ts';
import type { LeaderboardRow } from '../store/index.ts';
import { trialNumbers } from '../trial/trialNumbers.ts';
import { describeConfiguration } from '../trial/varying.ts';
import type { ChartData } from './chart.ts';

/** Characters of a line of parameters. */
const MOST_CHARACTERS = 60;

/** What a point, a line or a cell says under the pointer, line by line, without empty ones. */
export function hover(lines: readonly string[]): { readonly tooltip: { readonly formatter: string } } {
  // echarts takes a text in braces for a place to fill in; the invisible joiner keeps it from that.
  return {
    tooltip: { formatter: lines.filter(Boolean).flatMap(wrapped).join('\n').replaceAll('{', '{\u2060') },
  };
}

/** A configuration: its trials, what varies in it, its metric, and from how many trials that is. */
export function rowLines(
  { trials, parameters, mean, std, replicates }: LeaderboardRow,
  { sweep, varying }: Pick<ChartData, 'sweep' | 'varying'>,
): string[] {
  return [
    `trial ${trialNumbers(trials)}`,
    describeConfiguration(parameters, varying),
    `${sweep.metric} ${spread(mean, std)}${replicates > 1 ? `, mean of ${plural(replicates, 'trial')}` : ''}`,
  ];
}

/** One trial: its number, what varies in it, and a value of its own. */
export function trialLines(
  number: number,
  parameters: LeaderboardRow['parameters'],
  varying: readonly string[],
  value: string,
): string[] {
  return [`trial ${number}`, describeConfiguration(parameters, varying), value];
}

/** `val_accuracy 0.8840`. */
export function measured(name: string, value: number | null | undefined): string {
  return `${name} ${formatMetric(value)}`;
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line === undefined || line.length + word.length >= MOST_CHARACTERS) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}
