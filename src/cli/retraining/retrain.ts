import type { Dataset } from '../../data/dataset.ts';
import { SweepError } from '../../errors.ts';
import { PiscinaExecutor } from '../../executor/piscina.ts';
import type { NetworkSweep, NetworkTrial } from '../../store/index.ts';
import type { DatasetName, EngineName, NetworkSetup } from '../../trainable/network/setup.ts';
import type { NetworkShared } from '../../trainable/network/shared.ts';
import type { TrainingState, TrialMessage, TrialOutcome } from '../../trial/trial.ts';
import type { Context } from '../context.ts';
import { findDataset } from '../dashboard/findDataset.ts';
import { trainingDisplay } from '../display/training.ts';

export interface Retraining {
  /** The state that it goes on from; from its beginning if absent. */
  readonly resume?: TrainingState | undefined;
  /** The epoch after which it ends as `stopped`; its own end if absent. */
  readonly until?: number | undefined;
  onMessage(message: TrialMessage): void;
}

/**
 * The dataset of a sweep, found on this machine.
 * @param otherwise what may be done on another dataset, behind "Put the dataset of the sweep back, "
 * @throws SweepError `dataset_missing`, `dataset_mismatch`.
 */
export async function sameDataset({ dataset }: NetworkSweep, otherwise?: string): Promise<Dataset> {
  try {
    return await findDataset(dataset);
  } catch (error) {
    if (!(error instanceof SweepError) || error.code !== 'dataset_mismatch') throw error;
    const back = `Put the dataset of the sweep back (sha256 ${dataset.fingerprint})`;
    throw new SweepError(error.code, error.message, otherwise ? `${back}, ${otherwise}` : `${back}.`, error);
  }
}

/**
 * Trains a trial as its sweep did, shows its progress, and writes nothing to the database. Ctrl-C ends it as
 * `stopped`, too.
 * @throws SweepError `interrupted` if the signal was aborted before it began.
 */
export async function retrain(
  trial: NetworkTrial,
  dataset: Dataset,
  context: Context,
  signal: AbortSignal,
  { resume, until, onMessage }: Retraining,
): Promise<TrialOutcome> {
  const { number, attempt, parameters: configuration, seed, sweep } = trial;
  if (signal.aborted) throw stoppedAnew();
  const executor = new PiscinaExecutor({ kind: 'network', dataset }, 1);
  const stop = (): void => executor.stop();
  signal.addEventListener('abort', stop, { once: true });
  const display = trainingDisplay(until ?? Number(configuration.epochs), context, resume?.step);
  try {
    const job = { trial: number, attempt, sweep, configuration, seed, setup: setupOf(sweep) };
    return await executor.submit(
      { ...job, ...(resume ? { resume } : {}), isJudged: until !== undefined },
      (message) => {
        onMessage(message);
        display.onMessage(message);
        if (message.type === 'report' && message.step === until) executor.stopTrial(number);
      },
    );
  } finally {
    display.stop();
    signal.removeEventListener('abort', stop);
    await executor.close();
  }
}

/** The setup of the sweep, except for the dataset's place: it is loaded already. */
export function setupOf({ engine, validation, dataset, shared }: NetworkSweep): NetworkSetup {
  const { name } = dataset;
  const { fork } = shared as Partial<NetworkShared>;
  return {
    kind: 'network',
    engine: engine as EngineName,
    validation,
    dataset: { name: name as DatasetName },
    ...(fork ? { fork } : {}),
  };
}

export function stoppedAnew(): SweepError {
  return new SweepError('interrupted', 'Stopped; nothing was written.', 'The same command begins anew.');
}
