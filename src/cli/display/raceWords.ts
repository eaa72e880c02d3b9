import { plural } from '../../format.ts';
import { metricInfo } from '../../metric/catalogue.ts';
import type { Left, RaceNews } from '../../sweep/followUp.ts';
import { describeConfiguration } from '../../trial/varying.ts';

interface RaceWording {
  /** Parameters that identify a configuration. */
  readonly varying: readonly string[];
  /** The metric that ranks the sweep. */
  readonly ranked: string;
}

/** A round of a race, in words, and who left before it. */
export function raceRoundWords(
  { seeds, left }: RaceNews,
  { configurations, trials }: { readonly configurations: number; readonly trials: number },
  wording: RaceWording,
): string {
  const gone = left.map((each) => departureWords(each, wording));
  const round = `Confirming: ${plural(configurations, 'configuration')} in the race, ${plural(trials, 'trial')} up to ${seeds === 1 ? 'one further seed' : `${seeds} further seeds`} each`;
  return [...gone, round].join('\n');
}

/** Why a configuration left the race. */
export function departureWords(left: Left, { varying, ranked }: RaceWording): string {
  const name = describeConfiguration(left.configuration, varying);
  const after = `after ${plural(left.seeds, 'further seed')}`;
  if (left.why === 'no score') return `Out ${after}: ${name} – its next training gave no ${ranked}`;
  const ahead = describeConfiguration(left.ahead!, varying);
  const by = metricInfo(ranked).format(left.difference);
  return `Out ${after}: ${name} – ${ahead} is ahead by ${by} (one-sided p = ${small(left.pValue)}, less than ${small(left.level)})`;
}

function small(p: number): string {
  return p === 0 ? '0' : p < 1e-4 ? p.toExponential(0) : String(Number(p.toPrecision(2)));
}
