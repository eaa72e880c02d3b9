import type { Configuration } from '../configuration.ts';
import { countAssignments } from '../space/countAssignments.ts';
import { scientificValues } from '../sweepfile/roles/roles.ts';
import type { Spec } from '../sweepfile/spec.ts';
import { samplerOf } from './index.ts';
import { searchesOf } from './inTurn.ts';

/** Whether a search has no end of its own: draws without a run cap. */
export function isOpenEnded(spec: Pick<Spec, 'method' | 'runCap'>): boolean {
  return spec.runCap === undefined && samplerOf(spec).isEndless;
}

/** Whether everything that a search will try is known before it begins. */
export function isKnownBeforehand(spec: Pick<Spec, 'method' | 'runCap'>): boolean {
  return !isOpenEnded(spec) && !samplerOf(spec).adaptive;
}

/** Most trials of a search, if that many configurations are known beforehand. */
export function mostTrials(spec: Spec, configurations: number): number {
  return (isKnownBeforehand(spec) ? configurations : mostDrawn(spec)) * spec.replicates;
}

/** Most configurations that a search draws: no more than its run cap, and than its space holds. */
export function mostDrawn(spec: Spec): number {
  if (spec.roles) return searchesOf(spec).reduce((sum, search) => sum + mostDrawn(search), 0);
  const { runCap = Infinity, space } = spec;
  return Math.min(
    runCap,
    countAssignments(space, ({ drawable }) => drawable),
  );
}

/** Most trials of the finals of that many configurations. */
export function finalTrials(spec: Pick<Spec, 'finals' | 'roles' | 'space'>, configurations: number): number {
  return Math.min(mostFinalists(spec), configurations) * (spec.finals?.seeds ?? 0);
}

/** Most configurations in the finals. */
function mostFinalists({ finals, ...spec }: Pick<Spec, 'finals' | 'roles' | 'space'>): number {
  return (finals?.top ?? 0) * (spec.roles ? scientificValues(spec).length : 1);
}

/** A whole search, if it is known beforehand. */
export interface Proposals {
  readonly configurations: readonly Configuration[];
  /** Cells of the whole grid; undefined if the sampler draws instead. */
  readonly cells: number | undefined;
  /**
   * Cells that only repeated an earlier one's network, among those walked through; the search may have ended
   * before the grid.
   */
  readonly collapsed: number;
}

/**
 * Everything that a search will try, in order, if that is known beforehand; nothing for any other search.
 * @throws SweepError `spec_invalid` if the space is too large to be searched.
 */
export function proposeAll(spec: Spec): Proposals {
  const sampler = samplerOf(spec);
  if (sampler.adaptive || isOpenEnded(spec)) return { configurations: [], cells: undefined, collapsed: 0 };
  const configurations: Configuration[] = [];
  let lastCell = -1;
  for (const { configuration, cell } of sampler.search(spec)) {
    configurations.push(configuration);
    lastCell = cell;
  }
  const cells = sampler.cells(spec);
  const ended = configurations.length !== spec.runCap;
  const walked = ended && cells !== undefined ? cells : lastCell + 1;
  return { configurations, cells, collapsed: walked - configurations.length };
}
