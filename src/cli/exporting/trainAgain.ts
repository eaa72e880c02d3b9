import { fromWire, SweepError } from '../../errors.ts';
import type { CardFacts } from '../../export/card/facts.ts';
import { ofWeightsAnew } from '../../export/card/weightsAnew.ts';
import { count, duration, plural } from '../../format.ts';
import { weightSpecs } from '../../model/buildLayers.ts';
import { sizeOf } from '../../model/layer.ts';
import { trialWord } from '../../shellWord.ts';
import type { NetworkTrial } from '../../store/index.ts';
import type { NetworkArtifacts } from '../../trainable/network/artifacts.ts';
import type { TrialResult } from '../../trial/trial.ts';
import type { Context } from '../context.ts';
import { retrain, sameDataset, stoppedAnew } from '../retraining/retrain.ts';

/** The stored predictions of a trial. */
export interface StoredPredictions {
  readonly validation: Uint16Array | undefined;
  readonly test: Uint16Array | undefined;
}

export interface Retrained {
  readonly weights: readonly Float32Array[];
  /** The facts that these weights give. */
  readonly facts: CardFacts;
}

/**
 * Trains again the weights that a sweep did not keep: same engine, seed, split and dataset, so that they are
 * bit for bit the same if engine and processor are. Compares them with the stored results, and writes nothing
 * to the database.
 * @throws SweepError `dataset_missing`, `dataset_mismatch`, `engine_unavailable`, `interrupted`, or the
 * reason for which training fails.
 */
export async function trainAgain(
  facts: CardFacts,
  stored: StoredPredictions,
  context: Context,
  signal: AbortSignal,
): Promise<Retrained> {
  const { trial } = facts;
  const planned = Number(trial.parameters.epochs);
  const time =
    trial.durationMs === null ? '' : `, about ${duration(trial.durationMs)} as measured in the sweep`;
  context.note(
    `The weights of trial ${trial.number} were not kept: a sweep keeps those of its best trials alone. Training it again: ${plural(planned, 'epoch')}${time}.`,
  );
  if (trial.sweep.dataset.synthetic) {
    const label = context.chalk.inverse.yellow(' SYNTHETIC ');
    context.note(`${label} It is trained on the drawn images, as the sweep was.`);
  }
  const spec = `\`sweep export ${trialWord(trial.sweep, trial.number)} --out again.yaml\``;
  const dataset = await sameDataset(trial.sweep, `or train on what is here: ${spec} writes the spec.`);
  let epochs = 0;
  const outcome = await retrain(trial, dataset, context, signal, {
    onMessage: (message) => {
      if (message.type === 'report') epochs = message.step;
    },
  });
  if (outcome.state === 'stopped' || outcome.state === 'lost') throw stoppedAnew();
  if (outcome.state !== 'completed') throw fromWire(outcome.error);
  const { result } = outcome;
  const artifacts = result.artifacts as NetworkArtifacts;
  requireSameShapes(trial, artifacts);
  const compared = compare(stored, artifacts);
  say(compared, trial, result, context);
  return { weights: artifacts.weights, facts: ofWeightsAnew(facts, result, { ...compared, epochs }) };
}

/** The export is built from the layers that the sweep stored. */
function requireSameShapes({ layers, number }: NetworkTrial, { weights }: NetworkArtifacts): void {
  const specs = weightSpecs(layers);
  if (
    specs.length === weights.length &&
    specs.every(({ shape }, at) => sizeOf(shape) === weights[at]!.length)
  )
    return;
  const message = `This version of sweep builds another network from the parameters of trial ${number} than the one that is stored.`;
  throw new SweepError('export_failed', message, 'Run its spec again with this version, and export that.');
}

function compare(stored: StoredPredictions, { predictions }: NetworkArtifacts) {
  const pairs = (['validation', 'test'] as const).flatMap((split) => {
    const before = stored[split];
    return before ? [{ before, after: predictions[split] }] : [];
  });
  const differing = pairs.map(
    ({ before, after }) => after.filter((label, at) => label !== before[at]).length,
  );
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  return { differing: sum(differing), images: sum(pairs.map(({ before }) => before.length)) };
}

function say(
  { differing, images }: { readonly differing: number; readonly images: number },
  trial: NetworkTrial,
  { fingerprint, metrics }: TrialResult,
  { note, chalk }: Context,
): void {
  if (differing === 0) {
    note(`Trained again: the same to the last of ${count(images)} predictions.`);
    return;
  }
  const before = trial.test_accuracy?.toFixed(4) ?? 'unknown';
  const where =
    trial.fingerprint === fingerprint
      ? `though both were trained with ${fingerprint}`
      : `${trial.fingerprint ?? 'an unknown engine'} trained it in the sweep, and ${fingerprint} here`;
  note(
    `${chalk.yellow('warning')}: ${count(differing)} of ${plural(images, 'prediction')} differ from those of the sweep: ${where}. The test accuracy is ${metrics.test_accuracy!.toFixed(4)}, and was ${before} in the sweep. The export describes the weights that it holds.`,
  );
}
