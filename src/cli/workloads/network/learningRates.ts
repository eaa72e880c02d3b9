import { plural } from '../../../format.ts';
import { optimizerParameters } from '../../../model/parameters/optimizer.ts';
import type { Distribution } from '../../../space/space.ts';
import type { TriedTrial } from '../../../store/index.ts';
import type { Problem } from '../../../sweepfile/problem.ts';
import type { Spec } from '../../../sweepfile/spec.ts';
import type { NetworkShared } from '../../../trainable/network/shared.ts';

/**
 * Learning rates above which an optimizer hardly ever learns: ten to thirty times Keras's default or, for sgd
 * and the like, rates at which training diverges with almost any network.
 */
const HIGHEST: Readonly<Record<string, number>> = {
  sgd: 1,
  rmsprop: 0.03,
  adam: 0.03,
  adamw: 0.03,
  nadam: 0.03,
  adamax: 0.1,
  lion: 0.003,
};
/** What a network has where a spec names none. */
const USUAL_OPTIMIZER = String(optimizerParameters.find(({ name }) => name === 'optimizer')!.defaultValue);
/** An accuracy below this multiple of guessing counts as no learning. */
const TIMES_CHANCE = 1.5;
/** Number of trials that have to agree. */
const LEAST_TRIALS = 3;

/**
 * Warns of learning rates in a spec with which its optimizer never learnt here or, if nobody tried here,
 * elsewhere.
 */
export function learningRateWarnings(
  { space }: Pick<Spec, 'space'>,
  tried: readonly TriedTrial[],
): Problem[] {
  const rates = space.get('learning_rate');
  const optimizers = space.get('optimizer')?.grid();
  const highest = rates && highestOf(rates);
  if (highest === undefined) return [];
  const names = optimizers
    ? Array.from({ length: optimizers.size }, (_, index) => String(optimizers.at(index)))
    : [USUAL_OPTIMIZER];
  return names.flatMap((optimizer) => {
    const own = tried.filter(({ configuration }) => configuration.optimizer === optimizer);
    const message = ofTrials(optimizer, highest, own) ?? ofExperience(optimizer, highest, own);
    if (message === undefined) return [];
    const hint = 'A smaller highest value spends these trials on rates that may win.';
    return [{ path: 'parameters.learning_rate', message, hint, severity: 'warning' as const }];
  });
}

/** The warning that this database's own trials give. */
function ofTrials(optimizer: string, highest: number, tried: readonly TriedTrial[]): string | undefined {
  const best = Math.max(0, ...tried.filter((each) => hasLearnt(each) === true).map(rateOf));
  const failed = tried.filter((each) => hasLearnt(each) === false && rateOf(each) > best);
  const within = failed.filter((each) => rateOf(each) <= highest);
  if (within.length < LEAST_TRIALS) return undefined;
  const from = Math.min(...within.map(rateOf));
  return `learning_rate goes up to ${highest}; with ${optimizer} and ${from} or more, none of ${plural(within.length, 'trial')} in this database learnt anything`;
}

/** The general warning, unless a trial of this database contradicts it. */
function ofExperience(optimizer: string, highest: number, tried: readonly TriedTrial[]): string | undefined {
  const limit = HIGHEST[optimizer];
  if (limit === undefined || highest <= limit) return undefined;
  if (tried.some((each) => hasLearnt(each) === true && rateOf(each) > limit)) return undefined;
  return `learning_rate goes up to ${highest}; ${optimizer} hardly ever learns above ${limit} (by experience in general: this database holds too few trials to say)`;
}

function rateOf({ configuration }: TriedTrial): number {
  return Number(configuration.learning_rate);
}

/** Undefined if that cannot be told. */
function hasLearnt({ reasonCode, metrics, shared }: TriedTrial): boolean | undefined {
  if (reasonCode === 'training_diverged') return false;
  const { classes } = (shared as unknown as NetworkShared).dataset.input;
  const accuracy = metrics.val_accuracy;
  return typeof accuracy === 'number' ? accuracy >= TIMES_CHANCE / classes : undefined;
}

function highestOf(rates: Distribution): number | undefined {
  if (rates.support) return Number.isFinite(rates.support.max) ? rates.support.max : undefined;
  const grid = rates.grid();
  if (!grid) return undefined;
  return Math.max(...Array.from({ length: grid.size }, (_, index) => Number(grid.at(index))));
}
