import { filtersHref, trialHref, usageHref } from '../server/addresses/addresses.ts';
import type { Asked, Place } from './place.ts';
import { fileFor, fileNameOf } from './queryFile.ts';

/** How many of the best trials have each kind of further page. */
export const DETAILED = { rates: 20, mistakes: 20, cells: 3 } as const;
/** Pages of a trial's mistakes. */
const MISTAKE_PAGES = 3;

/**
 * A trial's page; for the best trials also the confusion matrix in shares and further mistakes, for the very
 * best the images of every cell.
 * @param place Its index by rank; undefined if it has none.
 */
export function trialPlace(
  sweepId: number,
  trial: number,
  rank: number | undefined,
  { query, section }: Asked,
): Place | undefined {
  const state = stateOf(query, section);
  if (!isKept(state, rank)) return undefined;
  const file = state.size === 0 ? folderOf(trial, 'index.html') : folderOf(trial, fileFor('', state, 'html'));
  return { address: `${trialHref(sweepId, trial)}${state.size === 0 ? '' : `?${state}`}`, file };
}

/** One part of the page differs at a time: the one that the link is about. */
function stateOf(query: URLSearchParams, section: string): URLSearchParams {
  const names = section === '#confusion' ? ['confusion'] : ['true', 'predicted', 'page'];
  const kept = names.filter((name) => query.has(name));
  return new URLSearchParams(kept.map((name): [string, string] => [name, query.get(name)!]));
}

function isKept(state: URLSearchParams, rank = Number.POSITIVE_INFINITY): boolean {
  if (state.size === 0) return true;
  if (state.has('confusion')) return rank < DETAILED.rates;
  if (state.has('true')) return rank < DETAILED.cells && !state.has('page');
  return rank < DETAILED.mistakes && Number(state.get('page')) <= MISTAKE_PAGES;
}

/** A trial's pictures: its curves in two widths, and the filters of its first convolution. */
export function trialPicturePlace(
  sweepId: number,
  trial: number,
  picture: string,
  { query }: Asked,
): Place | undefined {
  const [, name, ending] = /^(.*)\.(\w+)$/.exec(picture) ?? [];
  if (picture === 'filters.png') {
    return { address: filtersHref(sweepId, trial), file: folderOf(trial, picture) };
  }
  if (ending !== 'svg') return undefined;
  const state = new URLSearchParams(query.has('narrow') ? { narrow: '' } : {});
  const suffix = state.size === 0 ? '' : `?${state}`;
  return {
    address: `${trialHref(sweepId, trial)}/${picture}${suffix}`,
    file: folderOf(trial, fileFor(fileNameOf(decodeURIComponent(name!)), state, 'svg')),
  };
}

/** A trial's resource usage, in two widths. */
export function usagePicturePlace(
  sweepId: number,
  trial: number,
  picture: string,
  { query }: Asked,
): Place | undefined {
  const name = /^(\w+)\.svg$/.exec(picture)?.[1];
  if (name === undefined) return undefined;
  const state = new URLSearchParams(query.has('narrow') ? { narrow: '' } : {});
  return {
    address: usageHref(sweepId, trial, name, state.size === 0 ? '' : `?${state}`),
    file: folderOf(trial, fileFor(`usage/${name}`, state, 'svg')),
  };
}

function folderOf(trial: number, file: string): string {
  return `trials/${trial}/${file}`;
}
