import type { Configuration } from '../configuration.ts';
import type { Spec } from '../sweepfile/spec.ts';
import { samplerOf } from './index.ts';

/** Whether a search has no end of its own: random draws without a run cap. */
export function isOpenEnded(spec: Pick<Spec, 'method' | 'runCap'>): boolean {
  return spec.runCap === undefined && samplerOf(spec).isEndless;
}

/** What a search without observations proposes, one after another. */
export function* configurationsOf(spec: Spec): Generator<Configuration> {
  for (const { configuration } of samplerOf(spec).search(spec, () => [])) yield configuration;
}

/** A whole search, where it needs no observations. */
export interface Proposals {
  readonly configurations: readonly Configuration[];
  /** Cells of the whole grid; undefined where the sampler draws instead. */
  readonly cells: number | undefined;
  /** Cells walked through that only repeated an earlier one's network; the search may have ended before the grid. */
  readonly collapsed: number;
}

/**
 * Everything that a sweep with a sampler that does not adapt is going to try, in order; nothing of an open-ended one.
 * @throws SweepError `spec_invalid` where the space is too large to be searched.
 */
export function proposeAll(spec: Spec): Proposals {
  const sampler = samplerOf(spec);
  const configurations: Configuration[] = [];
  let lastCell = -1;
  for (const { configuration, cell } of isOpenEnded(spec) ? [] : sampler.search(spec, () => [])) {
    configurations.push(configuration);
    lastCell = cell;
  }
  const cells = sampler.cells(spec);
  const ended = configurations.length !== spec.runCap;
  const walked = ended && cells !== undefined ? cells : lastCell + 1;
  return { configurations, cells, collapsed: walked - configurations.length };
}
