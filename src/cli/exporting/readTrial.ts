import { SweepError } from '../../errors.ts';
import type { Exporter } from '../../export/exporter.ts';
import { trialWord } from '../../shellWord.ts';
import { findTrial, type TrialDetail, trialDetail } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { reading } from '../database.ts';

/** The words with which the command line names a trial. */
export interface TrialWords {
  readonly trial: string;
  readonly sweep?: string | undefined;
}

/** @throws SweepError `trial_not_found`, `sweep_not_found`, `usage`. */
export function readTrial({ trial, sweep }: TrialWords, context: Context): TrialDetail {
  return reading(context, (db) => trialDetail(db, findTrial(db, trial, sweep).trialId));
}

/**
 * A trial that has not completed has nothing but its spec.
 * @throws SweepError `export_failed`.
 */
export function requireCompleted(trial: TrialDetail, { title }: Pick<Exporter, 'title'>): void {
  if (trial.state === 'completed') return;
  const { number, sweep } = trial;
  const reason = trial.reason ? ` (${trial.reason.message.replace(/\.$/, '')})` : '';
  const message = `Trial ${number} of ${sweep.name} ${STATES[trial.state]}${reason}: there is nothing to make a ${title} of.`;
  const spec = `sweep export ${trialWord(sweep, number)} --out again.yaml`;
  throw new SweepError('export_failed', message, `${nextStep(trial)} \`${spec}\` writes its spec alone.`);
}

const STATES: Readonly<Record<TrialDetail['state'], string>> = {
  queued: 'has not been trained yet',
  running: 'is still being trained',
  completed: 'has completed',
  pruned: 'was ended before it had completed',
  failed: 'has failed',
  cancelled: 'was cancelled',
};

function nextStep({ state, sweep }: TrialDetail): string {
  if (state === 'pruned') return '`sweep export best` takes the best one that has completed.';
  if (sweep.state === 'running' && state !== 'failed' && state !== 'cancelled')
    return 'Wait until it has completed.';
  return "Run its sweep's spec again (`sweep run SPEC`), which trains it.";
}
