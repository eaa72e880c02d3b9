import { type Configuration, configurationHash } from '../configuration.ts';
import type { Spec } from '../sweepfile/spec.ts';
import { nearest } from './bayes/nearest.ts';
import { searchSpaceOf } from './bayes/searchSpaceOf.ts';
import { samplerOf } from './index.ts';
import type { FixedSampler } from './sampler.ts';

/**
 * These configurations in the order in which a spec's search tries them if it can try nothing else; empty if
 * that order depends on the results.
 * @throws SweepError `spec_invalid` if the space is too large to be searched.
 */
export function orderAmong(spec: Spec, among: readonly Configuration[]): Configuration[] {
  const sampler = samplerOf(spec);
  if (sampler.adaptive) return [];
  return sampler.order ? sampler.order(spec, among) : nearestInTurn(sampler, spec, among);
}

/** Configurations that no proposal was equal or near to come last. */
function nearestInTurn(sampler: FixedSampler, spec: Spec, among: readonly Configuration[]): Configuration[] {
  const space = searchSpaceOf(spec);
  const left = new Map(among.map((each) => [configurationHash(each), each]));
  const ordered: Configuration[] = [];
  const isGrid = sampler.cells(spec) !== undefined;
  for (const { configuration } of sampler.search(spec)) {
    const found = isGrid
      ? left.get(configurationHash(configuration))
      : nearest(space, space.coded(configuration).point, left.values());
    if (!found) continue;
    left.delete(configurationHash(found));
    ordered.push(found);
    if (left.size === 0) break;
  }
  return [...ordered, ...left.values()];
}
