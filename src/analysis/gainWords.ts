import { metricInfo } from '../metric/catalogue.ts';
import type { SweepGain } from './sweepGain.ts';

/** The expected gain of more trials, in a sentence. */
export function gainWords({ more, gain, best, chance, metric, of, ofAll, learns }: SweepGain): string {
  const shown = gainText(gain, best, metric);
  const amount = shown === undefined ? `less than can be shown of ${metric}` : `about ${shown} of ${metric}`;
  const like = ofAll ? '' : `, if they are like the latest ${of}`;
  const percent = Math.round(100 * chance);
  const drawn = learns ? ' (as if drawn at random: a search that learns may do better)' : '';
  return `${more} more trials are expected to gain ${amount}${like}; with a chance of ${percent} % one of them is the best${drawn}.`;
}

/**
 * A gain with two digits at most, and no more decimals than the best value has as it is shown; undefined if
 * nothing is left of it.
 */
function gainText(gain: number, best: number, metric: string): string | undefined {
  const { format } = metricInfo(metric);
  const rough = Number(gain.toPrecision(2));
  const decimals = decimalsOf(format(best));
  // A duration has units, and rounds by itself.
  if (decimals === undefined) return format(rough) === format(0) ? undefined : format(rough);
  const rounded = Number(rough.toFixed(Math.min(decimals, MOST_DECIMALS)));
  return rounded === 0 ? undefined : String(rounded);
}

/** The most that `toFixed` takes. */
const MOST_DECIMALS = 100;

/** Decimals of a number as it is written, such as 4 of `0.9012`; undefined if it is no plain number. */
function decimalsOf(text: string): number | undefined {
  const parts = /^-?\d+(?:\.(?<fraction>\d+))?(?:e(?<exponent>[+-]?\d+))?$/.exec(text);
  if (!parts) return undefined;
  const { fraction = '', exponent = '0' } = parts.groups!;
  return Math.max(0, fraction.length - Number(exponent));
}
