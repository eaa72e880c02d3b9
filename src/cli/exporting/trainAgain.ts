import type { Dataset } from '../../data/dataset.ts';
import { fromWire, SweepError } from '../../errors.ts';
import { PiscinaExecutor } from '../../executor/piscina.ts';
import type { CardFacts } from '../../export/card/facts.ts';
import { ofWeightsAnew } from '../../export/card/weightsAnew.ts';
import { count, duration, plural } from '../../format.ts';
import { weightSpecs } from '../../model/buildLayers.ts';
import { sizeOf } from '../../model/layer.ts';
import { trialWord } from '../../shellWord.ts';
import type { NetworkSweep, NetworkTrial } from '../../store/index.ts';
import type { NetworkArtifacts } from '../../trainable/network/artifacts.ts';
import type { DatasetName, EngineName, NetworkSetup } from '../../trainable/network/setup.ts';
import type { TrialResult } from '../../trial/trial.ts';
import type { Context } from '../context.ts';
import { findDataset } from '../dashboard/findDataset.ts';
import { trainingDisplay } from '../display/training.ts';

/** What the sweep stored of a trial's predictions. */
export interface StoredPredictions {
  readonly validation: Uint16Array | undefined;
  readonly test: Uint16Array | undefined;
}

export interface Retrained {
  readonly weights: readonly Float32Array[];
  /** Those of these weights. */
  readonly facts: CardFacts;
}

/**
 * Makes the weights anew that a sweep did not keep: same engine, seed, split and dataset, so that they are the same to
 * the last bit where engine and processor are. Compares them with what is stored, and writes nothing to the database.
 * @throws SweepError `dataset_missing`, `dataset_mismatch`, `engine_unavailable`, `interrupted`, or why training fails.
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
  const dataset = await findSame(trial, context);
  const { result, epochs } = await train(trial, dataset, context, signal);
  const artifacts = result.artifacts as NetworkArtifacts;
  requireSameShapes(trial, artifacts);
  const compared = compare(stored, artifacts);
  say(compared, trial, result, context);
  return { weights: artifacts.weights, facts: ofWeightsAnew(facts, result, { ...compared, epochs }) };
}

/** The hint says what can be exported without the dataset. */
async function findSame({ sweep, number }: NetworkTrial, { atDatabase }: Context): Promise<Dataset> {
  try {
    return await findDataset(sweep.dataset);
  } catch (error) {
    if (!(error instanceof SweepError) || error.code !== 'dataset_mismatch') throw error;
    const spec = `\`sweep export ${trialWord(sweep, number)} --out again.yaml${atDatabase}\``;
    const hint = `Put the dataset of the sweep back (sha256 ${sweep.dataset.fingerprint}), or train on what is here: ${spec} writes the spec.`;
    throw new SweepError(error.code, error.message, hint, error);
  }
}

async function train(trial: NetworkTrial, dataset: Dataset, context: Context, signal: AbortSignal) {
  const { number, attempt, parameters: configuration, seed, sweep } = trial;
  if (signal.aborted) throw interrupted();
  const executor = new PiscinaExecutor({ kind: 'network', dataset }, 1);
  const stop = (): void => executor.stop();
  signal.addEventListener('abort', stop, { once: true });
  const display = trainingDisplay(Number(configuration.epochs), context);
  let epochs = 0;
  try {
    const setup = setupOf(sweep);
    const job = { trial: number, attempt, sweep, configuration, seed, setup };
    const outcome = await executor.submit(job, (message) => {
      if (message.type === 'report') epochs = message.step;
      display.onMessage(message);
    });
    if (outcome.state === 'stopped' || outcome.state === 'lost') throw interrupted();
    if (outcome.state !== 'completed') throw fromWire(outcome.error);
    return { result: outcome.result, epochs };
  } finally {
    display.stop();
    signal.removeEventListener('abort', stop);
    await executor.close();
  }
}

/** That of the sweep, but for where its dataset lies: it is loaded. */
function setupOf({ engine, validation, dataset }: NetworkSweep): NetworkSetup {
  const { name } = dataset;
  return {
    kind: 'network',
    engine: engine as EngineName,
    validation,
    dataset: { name: name as DatasetName },
  };
}

function interrupted(): SweepError {
  return new SweepError('interrupted', 'Stopped; nothing was written.', 'The same command begins anew.');
}

/** What is exported is built by the layers that the sweep stored. */
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
    `${chalk.yellow('warning')}: ${count(differing)} of ${plural(images, 'prediction')} differ from those of the sweep: ${where}. The test accuracy is ${metrics.test_accuracy!.toFixed(4)}, and was ${before} in the sweep. What is exported tells of the weights that it holds.`,
  );
}
