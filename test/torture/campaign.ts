import { Random } from '../../src/random.ts';
import type { Act } from './act.ts';
import { clock } from './acts/clock.ts';
import { foreignLock } from './acts/foreignLock.ts';
import { fullDisk } from './acts/fullDisk.ts';
import { fullOutput } from './acts/fullOutput.ts';
import { killAtRandom } from './acts/killAtRandom.ts';
import { killOnLine } from './acts/killOnLine.ts';
import { movedDatabase } from './acts/movedDatabase.ts';
import { signals } from './acts/signals.ts';
import { Subject } from './subject.ts';

export const ACTS: readonly Act[] = [
  killAtRandom,
  killOnLine,
  signals,
  fullDisk,
  fullOutput,
  foreignLock,
  movedDatabase,
  clock,
];

export interface Tally {
  readonly act: string;
  readonly tried: number;
  /** Each begins with the round, so that it can be tried again. */
  readonly losses: readonly string[];
  /** Why it was not tried at all. */
  readonly missing: string | undefined;
}

/** Tries every act that many times, each time on a database of its own; `onRound` hears of each. */
export async function campaign(
  acts: readonly Act[],
  rounds: number,
  seed: number,
  onRound: (act: Act, round: number, losses: readonly string[]) => void = () => {},
): Promise<Tally[]> {
  const tallies: Tally[] = [];
  const subject = await Subject.create();
  try {
    for (const act of acts) {
      const missing = act.missing?.();
      const losses: string[] = [];
      for (let round = 1; !missing && round <= rounds; round++) {
        subject.renew();
        const lost = await act.attempt(subject, Random.of(seed, act.name, round));
        losses.push(...lost.map((loss) => `round ${round}: ${loss}`));
        onRound(act, round, lost);
      }
      tallies.push({ act: act.name, tried: missing ? 0 : rounds, losses, missing });
    }
  } finally {
    subject.remove();
  }
  return tallies;
}
