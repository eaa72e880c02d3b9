import { groupBy } from '../../../groupBy.ts';
import { compareMeans } from '../../../metric/compareMeans.ts';
import type { Annotations, Boards, LeaderboardRow, SweepInfo } from '../../../store/index.ts';
import type { SweepOrder, SweepsQuery } from '../../addresses/sweepsQuery.ts';

/** A sweep of the list, before its numbers are read. */
export interface ListedSweep {
  readonly sweep: SweepInfo;
  readonly annotations: Annotations | undefined;
}

/** The sweeps whose name, state, dataset, metric, method, kind, tags or note have every word of a search, in any letter case. */
export function found(sweeps: readonly ListedSweep[], search: string): ListedSweep[] {
  const words = search.toLowerCase().split(/\s+/);
  return sweeps.filter(({ sweep, annotations }) => {
    const { name, id, state, paused, dataset, metric, method, trainable } = sweep;
    const { tags = [], note = '' } = annotations ?? {};
    const texts = [name, String(id), state, paused ? 'paused' : '', dataset?.name ?? '', metric, method];
    const text = [...texts, trainable, ...tags, note].join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

const STATE_ORDER: readonly SweepInfo['state'][] = ['running', 'interrupted', 'failed', 'completed'];

type Compare = (a: SweepInfo, b: SweepInfo) => number;

/**
 * The sweeps in the order that was asked for; equal ones keep theirs, the latest first. By their best, those of one
 * dataset and metric stand together: best values of different ones say nothing about each other.
 */
export function sorted(
  sweeps: readonly ListedSweep[],
  { sort, reversed }: Pick<SweepsQuery, 'sort' | 'reversed'>,
  boards: Boards,
): ListedSweep[] {
  const sign = reversed ? -1 : 1;
  if (sort === 'best') return groupBy(sweeps, kindOf).flatMap((kind) => byBest(kind, boards, sign));
  const compare = comparisons(boards)[sort];
  return [...sweeps].sort((a, b) => sign * compare(a.sweep, b.sweep));
}

function comparisons(boards: Boards): Readonly<Record<Exclude<SweepOrder, 'best'>, Compare>> {
  const trials = new Map<number, number>();
  const trialsOf = ({ id }: SweepInfo): number => {
    const known = trials.get(id) ?? boards.trials(id).length;
    trials.set(id, known);
    return known;
  };
  return {
    started: (a, b) => b.createdAtMs - a.createdAtMs || b.id - a.id,
    name: (a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }),
    state: (a, b) => STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state),
    trials: (a, b) => trialsOf(b) - trialsOf(a),
  };
}

function kindOf({ sweep: { dataset, metric, goal } }: ListedSweep): string {
  return JSON.stringify([dataset?.fingerprint, metric, goal]);
}

function byBest(kind: readonly ListedSweep[], boards: Boards, sign: number): ListedSweep[] {
  const best = new Map(kind.map(({ sweep: { id } }) => [id, boards.leader(id)?.row]));
  const compare = (a?: LeaderboardRow, b?: LeaderboardRow): number => {
    if (!a || !b) return Number(!a) - Number(!b);
    return sign * compareMeans(a, b, a.goal);
  };
  return [...kind].sort((a, b) => compare(best.get(a.sweep.id), best.get(b.sweep.id)));
}
