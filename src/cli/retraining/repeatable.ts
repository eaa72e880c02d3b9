import { SweepError } from '../../errors.ts';
import { type Database, findTrial, type NetworkTrial, networkTrial, trialDetail } from '../../store/index.ts';
import type { TrialWords } from '../exporting/readTrial.ts';

/**
 * A network's trial with at least one epoch.
 * @throws SweepError `trial_not_found`, `sweep_not_found`; `not_repeatable` for a program, or before its
 * first epoch.
 */
export function readRepeatable(
  db: Database,
  { trial: ref, sweep }: TrialWords,
): { readonly trial: NetworkTrial } {
  const { trialId } = findTrial(db, ref, sweep);
  const trial = networkTrial(db, trialId);
  if (!trial) throw noNetwork(db, trialId);
  if (trial.lastStep === null) throw nothingRecorded(trial);
  return { trial };
}

function noNetwork(db: Database, trialId: number): SweepError {
  const { number, sweep } = trialDetail(db, trialId);
  return new SweepError(
    'not_repeatable',
    `Trial ${number} of ${sweep.name} ran a ${sweep.trainable}: sweep cannot tell whether that computes the same twice.`,
    `\`sweep export ${number} --sweep ${sweep.id}\` writes its spec, to run it again.`,
  );
}

function nothingRecorded({ number, sweep, state }: NetworkTrial): SweepError {
  return new SweepError(
    'not_repeatable',
    `Trial ${number} of ${sweep.name} is ${state} and has no epoch yet.`,
    `\`sweep leaderboard ${sweep.id} --by trial\` lists the trials that have some.`,
  );
}
