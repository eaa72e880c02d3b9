import { imageHref, sweepHref } from '../server/addresses/addresses.ts';
import { isNetworkSweep, type NetworkSweep, type SweepInfo } from '../store/index.ts';
import { chartPicturePlace, chartPlace, chartsPlace } from './chartPlaces.ts';
import { comparePicturePlace, comparePlace } from './comparePlaces.ts';
import { csvPlace, leaderboardPlace, workspacePlace } from './leaderboardPlaces.ts';
import type { Asked, Place } from './place.ts';
import { trialPicturePlace, trialPlace, usagePicturePlace } from './trialPlaces.ts';

/** Decides which addresses of a sweep have a place in its site. */
export interface Extent {
  readonly sweep: SweepInfo;
  /** Index of each trial among those that have a rank, by the trial's number. */
  readonly ranks: ReadonlyMap<number, number>;
  /** Number of parameters that vary. */
  readonly varying: number;
}

/** Any origin will do: only the rest distinguishes addresses. */
const ORIGIN = 'http://site.invalid';

/** Resolves an address on a page, which may be relative to that page. */
export function resolve(address: string, from: string): URL {
  return new URL(address, new URL(from, ORIGIN));
}

/** The place of a link's target, for a link on the page at `from`; undefined if the site has no such page. */
export function placeOf(url: URL, from: string, extent: Extent): Place | undefined {
  if (url.origin !== ORIGIN) return undefined;
  const asset = /^\/public\/([\w.]+)$/.exec(url.pathname)?.[1];
  if (asset) return { address: url.pathname, file: `assets/${asset.toLowerCase()}` };
  const base = sweepHref(extent.sweep.id);
  if (url.pathname !== base && !url.pathname.startsWith(`${base}/`)) return undefined;
  const page = resolve(from, ORIGIN);
  return placeBelow(
    {
      path: url.pathname.slice(base.length + 1),
      query: url.searchParams,
      section: url.hash,
      from: page.pathname === url.pathname ? page.searchParams : undefined,
    },
    extent,
  );
}

function placeBelow(asked: Asked, { sweep, ranks, varying }: Extent): Place | undefined {
  const [first, second, third, ...others] = asked.path.split('/');
  const { id } = sweep;
  if (first === 'trials' && third === 'usage' && /^\d+$/.test(second ?? '') && others.length === 1) {
    return usagePicturePlace(id, Number(second), others[0]!, asked);
  }
  if (others.length > 0) return undefined;
  if (first === '') return leaderboardPlace(id, asked);
  if (first === 'leaderboard.csv') return csvPlace(id, asked);
  if (first === 'images' && second === 'test')
    return isNetworkSweep(sweep) ? imagePlace(sweep, third) : undefined;
  if (first === 'trials' && /^\d+$/.test(second ?? '')) {
    const trial = Number(second);
    if (third === undefined) return trialPlace(id, trial, ranks.get(trial), asked);
    return trialPicturePlace(id, trial, third, asked);
  }
  if (third !== undefined) return undefined;
  if (first === 'charts') {
    if (second === undefined) return chartsPlace(id, asked);
    return second.includes('.')
      ? chartPicturePlace(id, second, asked)
      : chartPlace(id, second, varying, asked);
  }
  if (first === 'workspace') return second === undefined ? workspacePlace(id, asked) : undefined;
  if (first !== 'compare') return undefined;
  return second === undefined
    ? comparePlace(id, sweep.metric, asked)
    : comparePicturePlace(id, second, asked);
}

function imagePlace(sweep: NetworkSweep, picture: string | undefined): Place | undefined {
  const index = /^(\d+)\.png$/.exec(picture ?? '')?.[1];
  return index === undefined
    ? undefined
    : { address: imageHref(sweep, Number(index)), file: `images/${index}.png` };
}
