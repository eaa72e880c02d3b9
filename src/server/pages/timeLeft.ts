import { duration } from '../../format.ts';
import type { SweepInfo } from '../../store/index.ts';
import { trainableOf } from '../../trainable/index.ts';
import type { Dashboard } from '../app.ts';

/** Such as `about 12m`: rounded to the minute, or to ten seconds in the last minutes: more digits would pretend to be exact. */
export function timeLeftWords(
  { reader, sharesOf }: Pick<Dashboard, 'reader' | 'sharesOf'>,
  { id, trainable }: Pick<SweepInfo, 'id' | 'trainable'>,
): string {
  const ms = reader.boards.timeLeftMs(id, sharesOf);
  const { stepName } = trainableOf(trainable);
  if (ms === undefined) return `known once ${stepName === 'epoch' ? 'an epoch' : 'a step'} has ended`;
  const step = ms < 180_000 ? 10_000 : 60_000;
  return `about ${duration(Math.max(step, Math.round(ms / step) * step))}`;
}
