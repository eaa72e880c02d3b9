import { count, plural } from '../format.ts';
import { imagesOf, type PairedTable } from './paired.ts';
import { probability, pWords } from './probability.ts';
import { judge, type Verdict } from './verdict.ts';

/** A verdict and its reasons, a sentence each. */
export interface VerdictWords {
  readonly verdict: string;
  readonly difference: string;
  readonly test: string;
}

/** The verdict of a table on two classifiers with these names. */
export function verdictWords(table: PairedTable, first: string, second: string): VerdictWords {
  const verdict = judge(table);
  const images = imagesOf(table);
  const { onlyFirst, onlySecond } = table;
  const [one, other] = [table.both + onlyFirst, table.both + onlySecond].map(
    (right) => `${((100 * right) / images).toFixed(2)} %`,
  );
  const { low, high } = verdict.interval;
  return {
    verdict: `${outcome(verdict, first, second)} (${pWords(verdict.pValue)}).`,
    difference: `${first} is right on ${one} of the images, ${second} on ${other}: ${points(verdict.difference)} points for ${first}, with 95 % confidence between ${points(low)} and ${points(high)}.`,
    test:
      onlyFirst + onlySecond === 0
        ? `Both are right on the very same images, which speak for neither (${verdict.test}).`
        : `Of the ${plural(onlyFirst + onlySecond, 'image')} that one alone gets right, ${count(onlyFirst)} go to ${first} and ${count(onlySecond)} to ${second}. If both erred equally often, a split at least as uneven would come about with probability ${probability(verdict.pValue)} (${verdict.test}).`,
  };
}

function outcome({ verdict }: Verdict, first: string, second: string): string {
  if (verdict === 'undecided') return `These images do not tell ${first} and ${second} apart`;
  return `${verdict === 'better' ? first : second} is better on these images`;
}

/** Percentage points with a sign, `+0.30`; with enough digits that no other number reads as 0. */
function points(share: number): string {
  const size = Math.abs(100 * share);
  const text = size === 0 || size >= 0.005 ? size.toFixed(2) : String(Number(size.toPrecision(1)));
  return share === 0 ? text : `${share < 0 ? '−' : '+'}${text}`;
}
