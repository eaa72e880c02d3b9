import { Random } from '../../src/random.ts';
import type { Act } from './act.ts';
import { clock } from './acts/clock.ts';
import { clockSetBack } from './acts/clockSetBack.ts';
import { foreignLock } from './acts/foreignLock.ts';
import { frozen } from './acts/frozen.ts';
import { fullDisk } from './acts/fullDisk.ts';
import { fullOutput } from './acts/fullOutput.ts';
import { greedyTrial } from './acts/greedyTrial.ts';
import { killAtRandom } from './acts/killAtRandom.ts';
import { killOnLine } from './acts/killOnLine.ts';
import { movedDatabase } from './acts/movedDatabase.ts';
import { signals } from './acts/signals.ts';
import { SEARCHES } from './searches.ts';
import { Subject } from './subject.ts';

export const ACTS: readonly Act[] = [
  killAtRandom,
  killOnLine,
  signals,
  frozen,
  fullDisk,
  fullOutput,
  foreignLock,
  movedDatabase,
  clock,
  clockSetBack,
  greedyTrial,
];

export interface Tally {
  readonly act: string;
  /** How often a run was hurt. */
  readonly tried: number;
  /** Each begins with the round, so that it can be tried again. */
  readonly losses: readonly string[];
  /** How many runs SIGKILL met before they were over. */
  readonly killed: number;
  /** Why it was not tried at all. */
  readonly missing: string | undefined;
}

export interface Campaign {
  readonly acts: readonly Act[];
  /** Of each act. */
  readonly rounds: number;
  /** Of the first one. */
  readonly from?: number;
  readonly seed: number;
  /** Hears of each round. */
  readonly onRound?: (act: Act, round: number, search: string, losses: readonly string[]) => void;
}

/** Tries every act that many times, each time on a database of its own and on the next search. */
export async function campaign({ acts, rounds, from = 1, seed, onRound }: Campaign): Promise<Tally[]> {
  const tallies: Tally[] = [];
  const subject = new Subject();
  try {
    for (const [nth, act] of acts.entries()) {
      subject.killed = 0;
      const missing = act.missing?.();
      const losses: string[] = [];
      for (let round = from; !missing && round < from + rounds; round++) {
        const search = act.search ?? SEARCHES[(round - 1 + nth) % SEARCHES.length]!;
        await subject.renew(search);
        const lost = await act.attempt(subject, Random.of(seed, act.name, round));
        losses.push(...lost.map((loss) => `round ${round}: ${loss}`));
        onRound?.(act, round, search.name, lost);
      }
      const tried = missing ? 0 : rounds * (act.hurtsInRound ?? 1);
      tallies.push({ act: act.name, tried, killed: subject.killed, losses, missing });
    }
  } finally {
    subject.remove();
  }
  return tallies;
}
