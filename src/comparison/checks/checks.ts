import { count, listed } from '../../format.ts';
import type { LeaderboardRow, SweepInfo } from '../../store/index.ts';
import { storedSpace } from '../../sweepfile/storedSpace.ts';
import { trainableOf } from '../../trainable/index.ts';
import type { Comparison } from '../compareTrained.ts';
import type { Trained } from '../trained.ts';
import { boundaryChecks } from './boundary.ts';
import { gainCheck } from './gain.ts';
import { noiseCheck } from './noise.ts';

/** What a comparison of scientific values rests on, in a sentence. */
export interface Check {
  readonly about: 'budget' | 'boundary' | 'gain' | 'length' | 'noise';
  /** False if it gives a reason to doubt the comparison. */
  readonly ok: boolean;
  readonly text: string;
}

/** All configurations of a scientific value, and the best of them. */
export interface Searched {
  readonly trained: Trained;
  readonly best: LeaderboardRow;
  /** Those that were tried, whatever they came to. */
  readonly rows: readonly LeaderboardRow[];
}

/**
 * The checks of the Tuning Playbook for a sweep with roles: alike budgets, optima within their ranges, enough
 * trials, and differences beyond the noise. None for other sweeps.
 */
export function comparisonChecks(
  sweep: SweepInfo,
  groups: readonly Searched[],
  comparisons: readonly Comparison[],
): Check[] {
  if (sweep.scientific.length === 0) return [];
  const tried = groups.flatMap(({ rows }) => rows.map(({ parameters }) => parameters));
  const space = storedSpace(sweep.specJson, trainableOf(sweep.trainable).outermost, tried);
  const nuisance = new Map([...space].filter(([name]) => !sweep.scientific.includes(name)));
  return [
    budgetCheck(groups),
    ...boundaryChecks(nuisance, groups),
    ...(sweep.method === 'grid' ? [] : groups.map((group) => gainCheck(sweep, nuisance, group, groups))),
    ...comparisons.map(noiseCheck),
  ];
}

function budgetCheck(groups: readonly Searched[]): Check {
  const counts = groups.map(({ rows }) => rows.length);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  // A sweep may end before the last turn of all values is over.
  const ok = most - least <= 1;
  const each = groups.map(({ trained, rows }) => `${count(rows.length)} of ${trained.name}`);
  return {
    about: 'budget',
    ok,
    text: ok
      ? `The budgets are alike: ${least === most ? '' : `${count(least)} or `}${count(most)} configurations each.`
      : `The budgets are not alike: ${listed(each)} were tried, and the larger number has the better chance.`,
  };
}
