import { SweepError } from '../../errors.ts';
import { forkAsSpec } from '../../export/spec/forkSpec.ts';
import { plural } from '../../format.ts';
import { shellWord, trialWord } from '../../shellWord.ts';
import { type NetworkTrial, offerState } from '../../store/index.ts';
import { parseSpec } from '../../sweepfile/parse.ts';
import type { Context } from '../context.ts';
import { reading, writing } from '../database.ts';
import type { TrialWords } from '../exporting/readTrial.ts';
import { reckonHere, stateUpTo } from '../retraining/nearest.ts';
import { readRepeatable } from '../retraining/repeatable.ts';
import { sameDataset } from '../retraining/retrain.ts';
import type { RunArguments } from './run.ts';
import { runLoaded } from './run.ts';

export interface ForkArguments extends Omit<RunArguments, 'spec'>, TrialWords {
  readonly atEpoch?: number | undefined;
  readonly name?: string | undefined;
}

/** Continues the state of a trial with other values, as a sweep of its own that runs like any other. */
export async function fork(options: ForkArguments, context: Context): Promise<number> {
  const { atEpoch, name, seed, set = [] } = options;
  const { trial } = reading(context, (db) => readRepeatable(db, options));
  const epoch = epochOf(trial, atEpoch);
  const dataset = await sameDataset(trial.sweep);
  const here = await reckonHere(trial, dataset);
  const state = reading(context, (db) => stateUpTo(db, trial, here, epoch));
  const text = forkAsSpec(trial, epoch, name);
  const overrides = [...set, ...(seed === undefined ? [] : [`seed=${seed}`])];
  const parsed = parseSpec(text, { file: 'fork', overrides });
  const own = parsed.ok
    ? { ...parsed, warnings: parsed.warnings.filter(({ path }) => path.startsWith('--set')) }
    : parsed;
  if (parsed.ok) {
    context.note(beginning(trial, epoch, state?.step ?? 0));
    // One without a course is the trial's own, kept between its newest one and its beginning.
    if (state && state.course === undefined)
      await writing(context, async (db) =>
        offerState(db, trial.trialId, state.step, here.reckoning(epoch).after(state.step)),
      );
  }
  const loaded = { written: 'fork', file: 'fork', text, parsed: own };
  return runLoaded(loaded, wordsOf(trial, epoch, options), options, context);
}

function epochOf({ number, sweep, lastStep }: NetworkTrial, wanted = lastStep!): number {
  if (wanted <= lastStep!) return wanted;
  const message = `Trial ${number} of ${sweep.name} has no epoch ${wanted}.`;
  throw new SweepError('usage', message, `Its epochs are 1 to ${lastStep}.`);
}

/** Says what it costs to begin. */
function beginning({ number, sweep }: NetworkTrial, epoch: number, nearest: number): string {
  const which = `Forking trial ${number} of ${sweep.name} after epoch ${epoch}`;
  if (nearest === epoch) return `${which}, from its stored state.`;
  const from = nearest === 0 ? 'from the beginning' : `from the state after epoch ${nearest}`;
  return `${which}: that state is not stored, so ${plural(epoch - nearest, 'epoch')} ${epoch - nearest === 1 ? 'is' : 'are'} trained again first, ${from}.`;
}

/** The words of the command that goes on with it after an interruption. */
function wordsOf({ sweep, number }: NetworkTrial, epoch: number, { set = [], seed, name }: ForkArguments) {
  return [
    `fork ${trialWord(sweep, number)} --at-epoch ${epoch}`,
    ...(name === undefined ? [] : [`--name ${shellWord(name)}`]),
    ...(seed === undefined ? [] : [`--seed ${seed}`]),
    ...set.map((each) => `--set ${shellWord(each)}`),
  ].join(' ');
}
