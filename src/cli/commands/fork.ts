import { engineFingerprint } from '../../engine/fingerprint.ts';
import { SweepError } from '../../errors.ts';
import { forkAsSpec } from '../../export/spec/forkSpec.ts';
import { plural } from '../../format.ts';
import { shellWord, trialWord } from '../../shellWord.ts';
import { type NetworkTrial, storedState, storedSteps } from '../../store/index.ts';
import { parseSpec } from '../../sweepfile/parse.ts';
import { networkReckoning } from '../../trainable/network/reckoning.ts';
import type { Context } from '../context.ts';
import { reading } from '../database.ts';
import { readRepeatable } from '../retraining/repeatable.ts';
import { sameDataset, setupOf } from '../retraining/retrain.ts';
import type { RunArguments } from './run.ts';
import { runLoaded } from './run.ts';

export interface ForkArguments extends Omit<RunArguments, 'spec'> {
  readonly trial: string;
  readonly atEpoch?: number | undefined;
  readonly name?: string | undefined;
}

/** Goes on from the state of a trial with other values: as a sweep of its own, which is run like any other. */
export async function fork(options: ForkArguments, context: Context): Promise<number> {
  const { atEpoch, name, seed, set = [] } = options;
  const { trial, states } = reading(context, (db) => {
    const { trial } = readRepeatable(db, options.trial);
    const { trialId } = trial;
    const states = storedSteps(db, trialId).map((step) => storedState(db, trialId, step)!);
    return { trial, states: states.map(({ step, course }) => ({ step, course })) };
  });
  const epoch = epochOf(trial, atEpoch);
  await sameDataset(trial.sweep);
  const text = forkAsSpec(trial, epoch, name);
  const overrides = [...set, ...(seed === undefined ? [] : [`seed=${seed}`])];
  const parsed = parseSpec(text, { file: 'fork', overrides });
  const own = parsed.ok
    ? { ...parsed, warnings: parsed.warnings.filter(({ path }) => path.startsWith('--set')) }
    : parsed;
  context.note(await beginning(trial, epoch, states));
  const loaded = { written: 'fork', file: 'fork', text, parsed: own };
  return runLoaded(loaded, wordsOf(trial, epoch, options), options, context);
}

function epochOf({ number, sweep, lastStep }: NetworkTrial, wanted = lastStep!): number {
  if (wanted <= lastStep!) return wanted;
  const message = `Trial ${number} of ${sweep.name} has no epoch ${wanted}.`;
  throw new SweepError('usage', message, `Its epochs are 1 to ${lastStep}.`);
}

/** What is said beforehand of what it costs to begin. */
async function beginning(
  trial: NetworkTrial,
  epoch: number,
  states: readonly { readonly step: number; readonly course?: string | undefined }[],
): Promise<string> {
  const { sweep, number, parameters, seed } = trial;
  const machine = await engineFingerprint(sweep.engine);
  const reckoning = networkReckoning(setupOf(sweep), sweep.dataset, machine)(parameters, seed);
  const usable = states.filter(({ step, course }) => step <= epoch && course === reckoning.after(step));
  const nearest = usable.at(-1)?.step ?? 0;
  const which = `Forking trial ${number} of ${sweep.name} after epoch ${epoch}`;
  if (nearest === epoch) return `${which}, from its stored state.`;
  const from = nearest === 0 ? 'from the beginning' : `from its state after epoch ${nearest}`;
  return `${which}: that state is not stored, so ${plural(epoch - nearest, 'epoch')} ${epoch - nearest === 1 ? 'is' : 'are'} trained again first, ${from}.`;
}

/** What goes on with it after an interruption. */
function wordsOf({ sweep, number }: NetworkTrial, epoch: number, { set = [], seed, name }: ForkArguments) {
  return [
    `fork ${trialWord(sweep, number)} --at-epoch ${epoch}`,
    ...(name === undefined ? [] : [`--name ${shellWord(name)}`]),
    ...(seed === undefined ? [] : [`--seed ${seed}`]),
    ...set.map((each) => `--set ${shellWord(each)}`),
  ].join(' ');
}
