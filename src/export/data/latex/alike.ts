import { type Beside, besideBest } from '../../../comparison/index.ts';
import type { Database } from '../../../store/index.ts';
import type { Ranked, RankedSweep } from './ranked.ts';

/** The configurations that cannot be told from the best one, with what says so. */
export type Alike = ReadonlyMap<Ranked, Beside>;

/** Undefined if one of the configurations cannot be judged: a missing mark would say that it is worse. */
export function alikeTheBest(db: Database, { configurations }: RankedSweep): Alike | undefined {
  const [leader, ...others] = configurations;
  const judged = besideBest(
    db,
    leader!.row,
    others.map(({ row }) => row),
  );
  const alike = new Map<Ranked, Beside>();
  for (const [index, other] of others.entries()) {
    const beside = judged[index];
    if (!beside) return undefined;
    if (beside.standing === 'alike') alike.set(other, beside);
  }
  return alike;
}
