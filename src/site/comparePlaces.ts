import { comparedCurvesHref, compareHref } from '../server/addresses/addresses.ts';
import { readCompareQuery, writeCompareQuery } from '../server/compare/query.ts';
import { latest } from './chartPlaces.ts';
import type { Asked, Place } from './place.ts';
import { fileFor, fileNameOf } from './queryFile.ts';

/** Pages of the images that two trials predict differently. */
const IMAGE_PAGES = 2;

/** A comparison with other curves than usual or, for trials, with other images, but not with both. */
export function comparePlace(
  sweepId: number,
  usualMetric: string,
  { query, from }: Asked,
): Place | undefined {
  const asked = readCompareQuery(Object.fromEntries(query));
  if (asked.where !== undefined || asked.page > IMAGE_PAGES) return undefined;
  const about = new URLSearchParams(
    writeCompareQuery({ trials: asked.trials, by: asked.by, values: asked.values }),
  );
  const metric = asked.metric === usualMetric ? undefined : asked.metric;
  const shown = new URLSearchParams(writeCompareQuery({ metric, images: asked.images, page: asked.page }));
  if (asked.by !== undefined && (shown.has('images') || shown.has('page'))) return undefined;
  const hasBoth = shown.has('metric') && shown.size > 1;
  const kept = hasBoth ? latest(shown, from ?? new URLSearchParams()) : shown;
  if (kept.has('metric') && kept.size > 1) return undefined;
  const state = new URLSearchParams([...about, ...kept]);
  const written = writeCompareQuery(readCompareQuery(Object.fromEntries(state)));
  return { address: compareHref(sweepId, written), file: fileFor('compare/', state, 'html') };
}

/** The curves of compared trials as a picture. */
export function comparePicturePlace(sweepId: number, picture: string, { query }: Asked): Place | undefined {
  const [, written = '', ending] = /^(.*)\.(\w+)$/.exec(picture) ?? [];
  if (ending !== 'svg') return undefined;
  const metric = decodeURIComponent(written);
  const { trials } = readCompareQuery(Object.fromEntries(query));
  const numbers = trials.map((trial) => trial.split('/').at(-1)!);
  const narrow: [string, string][] = query.has('narrow') ? [['narrow', '']] : [];
  const state = new URLSearchParams([...numbers.map((number): [string, string] => ['', number]), ...narrow]);
  const address = comparedCurvesHref(sweepId, metric, writeCompareQuery({ trials }));
  return {
    address: narrow.length > 0 ? `${address}&narrow` : address,
    file: fileFor(`compare/${fileNameOf(metric)}`, state, 'svg'),
  };
}
