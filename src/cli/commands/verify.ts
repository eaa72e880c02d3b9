import { randomInt } from 'node:crypto';
import { fromWire, SweepError } from '../../errors.ts';
import { duration, plural } from '../../format.ts';
import { Random } from '../../random.ts';
import type { TrainingState, TrialOutcome } from '../../trial/trial.ts';
import type { Context } from '../context.ts';
import { reading } from '../database.ts';
import type { TrialWords } from '../exporting/readTrial.ts';
import { EXIT } from '../failure.ts';
import { onInterrupt } from '../interrupt.ts';
import { reckonHere, stateUpTo } from '../retraining/nearest.ts';
import { retrain, sameDataset, stoppedAnew } from '../retraining/retrain.ts';
import { checkEpoch, type EpochCheck } from '../verifying/compare.ts';
import { checkEnd } from '../verifying/end.ts';
import { receiptJson, receiptText, type Verified } from '../verifying/receipt.ts';
import { type Recorded, readRecorded } from '../verifying/recorded.ts';

export interface VerifyArguments extends TrialWords {
  readonly all?: boolean | undefined;
  readonly epoch?: number | undefined;
  readonly seed?: number | undefined;
}

const SEEDS = 2 ** 31;

/** The epoch that is checked, and how it was chosen. */
interface Chosen {
  /** Undefined if all epochs are checked. */
  readonly epoch: number | undefined;
  readonly seed?: number | undefined;
}

/** Trains one epoch of a trial again, or all of them, and compares the bits with those that were recorded. */
export async function verify(options: VerifyArguments, context: Context): Promise<number> {
  const recorded = reading(context, (db) => readRecorded(db, options));
  const { trial } = recorded;
  const chosen = choose(options, recorded);
  const dataset = await sameDataset(trial.sweep);
  const here = await reckonHere(trial, dataset);
  const { epoch } = chosen;
  const resume =
    epoch === undefined ? undefined : reading(context, (db) => stateUpTo(db, trial, here, epoch - 1));
  const lastStep = recorded.curve.at(-1)!.step;
  const isToEnd = chosen.epoch === undefined && trial.state === 'completed';
  const until = isToEnd ? undefined : (chosen.epoch ?? lastStep);
  context.note(announcement(recorded, chosen, resume, until ?? lastStep));
  const checks: EpochCheck[] = [];
  const outcome = await interruptible(context, (signal) =>
    retrain(trial, dataset, context, signal, {
      resume,
      until,
      onMessage(message) {
        if (message.type !== 'report') return;
        const before = recorded.curve.find(({ step }) => step === message.step);
        checks.push(checkEpoch(before ?? { metrics: {} }, message));
      },
    }),
  );
  const verified: Verified = {
    recorded,
    checks,
    ...chosen,
    from: resume?.step ?? 0,
    here: here.fingerprint,
    end: endOf(outcome, recorded, checks, until ?? lastStep),
  };
  const { same, text } = receiptText(verified, context.chalk);
  if (context.json) context.printJson(receiptJson(verified, same));
  else context.print(text);
  return same ? EXIT.done : EXIT.failed;
}

function choose({ all, epoch, seed }: VerifyArguments, { curve, trial }: Recorded): Chosen {
  if (all) {
    if (epoch === undefined && seed === undefined) return { epoch: undefined };
    throw new SweepError(
      'usage',
      `--all checks every epoch, and --${epoch === undefined ? 'seed' : 'epoch'} is about one.`,
      'Leave one of them.',
    );
  }
  if (epoch === undefined) {
    const drawn = seed ?? randomInt(SEEDS);
    return { epoch: curve[Random.of(drawn, 'verify').below(curve.length)]!.step, seed: drawn };
  }
  if (seed !== undefined)
    throw new SweepError('usage', '--epoch names the epoch, and --seed draws one.', 'Leave one of them.');
  if (curve.some(({ step }) => step === epoch)) return { epoch };
  const message = `Trial ${trial.number} of ${trial.sweep.name} has no epoch ${epoch}.`;
  throw new SweepError('usage', message, `Its epochs are 1 to ${curve.at(-1)!.step}.`);
}

function announcement(
  { trial, curve }: Recorded,
  { epoch, seed }: Chosen,
  resume: TrainingState | undefined,
  until: number,
): string {
  const from = resume?.step ?? 0;
  const trained = curve.filter(({ step }) => step > from && step <= until);
  const took = duration(trained.reduce((sum, { durationMs }) => sum + durationMs, 0));
  const which = epoch === undefined ? 'every epoch' : `epoch ${epoch}`;
  const drawn = seed === undefined ? '' : ` (drawn: --seed ${seed} draws it again)`;
  const begin = resume ? `from the state after epoch ${from}` : 'from the beginning';
  return `Verifying ${which} of trial ${trial.number} of ${trial.sweep.name}${drawn}: ${plural(until - from, 'epoch')} to train again ${begin}, which took ${took} in the sweep.`;
}

/** The first Ctrl-C ends it in an orderly way. */
async function interruptible(
  context: Context,
  work: (signal: AbortSignal) => Promise<TrialOutcome>,
): Promise<TrialOutcome> {
  const interrupt = onInterrupt(() => context.note('Stopping. Ctrl-C again leaves at once.'));
  try {
    const outcome = await work(interrupt.signal);
    if (interrupt.signal.aborted) throw stoppedAnew();
    return outcome;
  } finally {
    interrupt.dispose();
  }
}

/** How the second training ended, if its epochs alone do not say that. */
function endOf(
  outcome: TrialOutcome,
  recorded: Recorded,
  checks: readonly EpochCheck[],
  last: number,
): Verified['end'] {
  const reached = checks.at(-1)?.epoch;
  if (outcome.state === 'lost') throw stoppedAnew();
  if (outcome.state === 'unavailable') throw fromWire(outcome.error);
  if (outcome.state === 'failed') {
    if (reached === undefined) throw fromWire(outcome.error);
    return { flaw: `it failed after epoch ${reached}: ${outcome.error.message}` };
  }
  if (reached !== last)
    return { flaw: `it ended after epoch ${reached ?? 'none'}, and not after epoch ${last}` };
  if (outcome.state !== 'completed' || recorded.trial.state !== 'completed') return {};
  return checkEnd(recorded, outcome.result);
}
