import { chartHref, chartsHref } from '../server/addresses/addresses.ts';
import { readQuery } from '../server/addresses/query.ts';
import type { Asked, Place } from './place.ts';
import { fileFor } from './queryFile.ts';

/** The leaderboard's own state; charts do not depend on it unless there is a filter. */
const OF_LEADERBOARD = new Set(Object.keys(readQuery({})));
/** Parameters of an address that only name the state of the database. */
const STATE = 'at';
/**
 * A contour has two parameters to choose; if more parameters vary, only one of them differs from the usual
 * choice at a time.
 */
const PAIRED_PARAMETERS = 6;

/** The page of all charts. */
export function chartsPlace(sweepId: number, { query }: Asked): Place | undefined {
  return query.has('where') ? undefined : { address: chartsHref(sweepId), file: 'charts/index.html' };
}

/**
 * A chart with the usual choices, and with each single choice that differs; if two choices differ, the one
 * that the link changes counts.
 */
export function chartPlace(sweepId: number, chart: string, varying: number, asked: Asked): Place | undefined {
  if (asked.query.has('where')) return undefined;
  let state = choices(chart, asked.query);
  const most = chart === 'contour' && varying <= PAIRED_PARAMETERS ? 2 : 1;
  if (state.size > most) state = latest(state, choices(chart, asked.from ?? new URLSearchParams()));
  if (state.size > most) return undefined;
  const address = chartHref(sweepId, chart, state.size === 0 ? '' : `?${state}`);
  return { address, file: fileFor(`charts/${chart}`, state, 'html') };
}

/** The choice in it that differs from the reader's present page. */
export function latest(state: URLSearchParams, before: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...state].filter(([name, value]) => before.get(name) !== value));
}

function choices(chart: string, query: URLSearchParams): URLSearchParams {
  const own = [...query].filter(
    ([name]) => !OF_LEADERBOARD.has(name) || (chart === 'curves' && name === 'group'),
  );
  return new URLSearchParams(own.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The picture of a chart, as a page shows it. */
export function chartPicturePlace(sweepId: number, picture: string, { query }: Asked): Place | undefined {
  const [chart, ending] = picture.split('.');
  if (ending !== 'svg' || query.has('where')) return undefined;
  const state = new URLSearchParams([...query].filter(([name]) => name !== STATE));
  return {
    address: chartHref(sweepId, picture, `?${state}`),
    file: fileFor(`charts/${chart}`, state, 'svg'),
  };
}
