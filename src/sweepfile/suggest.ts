import leven from 'leven';
import { remarkOn } from './remarks.ts';
import { synonymOf } from './synonyms.ts';

/** No name here is half as long; distances of long texts take long. */
const LONGEST_NAME = 255;

/**
 * The candidate that was meant, despite a typo or in the words of another tool; undefined if none surely was.
 */
export function nearest(written: string, candidates: readonly string[]): string | undefined {
  if (written.length > LONGEST_NAME) return undefined;
  const plain = simplify(written);
  return synonymOf(plain, candidates) ?? nearestSpelling(plain, candidates);
}

/** The candidate that other tools call by this name; undefined if there is none. */
export function meantBy(written: string, candidates: readonly string[]): string | undefined {
  return written.length > LONGEST_NAME ? undefined : synonymOf(simplify(written), candidates);
}

/** `Did you mean adam?`, or a remark on a foreign name; undefined if there is nothing to say. */
export function didYouMean(written: unknown, candidates: readonly string[]): string | undefined {
  if (typeof written !== 'string' || written.length > LONGEST_NAME) return undefined;
  const remark = remarkOn(simplify(written), candidates);
  if (remark !== undefined) return remark === '' ? undefined : remark;
  const candidate = nearest(written, candidates);
  return candidate === undefined ? undefined : `Did you mean ${candidate}?`;
}

/** One slip in four characters, no more: beyond that, similar names mean different things. */
function nearestSpelling(plain: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestSlips = plain.length < 3 ? 1 : Math.max(2, Math.floor(plain.length / 4) + 1);
  for (const candidate of candidates) {
    const slips = slipsBetween(plain, simplify(candidate));
    if (slips < bestSlips) [best, bestSlips] = [candidate, slips];
  }
  return best;
}

/** Letters that were added, left out or replaced; two swapped letters are one slip. */
function slipsBetween(a: string, b: string): number {
  const distance = leven(a, b);
  return distance === 2 && a.length === b.length && sorted(a) === sorted(b) ? 1 : distance;
}

function sorted(text: string): string {
  return [...text].sort().join('');
}

function simplify(text: string): string {
  return text
    .trim()
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\s/-]/g, '_');
}
