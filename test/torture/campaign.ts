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
  /** Number of disturbances. */
  readonly tried: number;
  /** Losses; each begins with its round, so that it can be tried again. */
  readonly losses: readonly string[];
  /** Number of runs that SIGKILL ended before they were over. */
  readonly killed: number;
  /** Reason why it was not tried at all. */
  readonly missing: string | undefined;
}

export interface Campaign {
  readonly acts: readonly Act[];
  /** Number of rounds of each act. */
  readonly rounds: number;
  /** Seed of the first round. */
  readonly from?: number;
  readonly seed: number;
  /** Called for each round. */
  readonly onRound?: (act: Act, round: number, search: string, losses: readonly string[]) => void;
}

/** Tries every act that many times, each time with a new database and the next search. */
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
