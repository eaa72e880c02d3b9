import { SweepError } from '../errors.ts';
import { type Database, type NetworkTrial, networkTrial, trialDetail } from '../store/index.ts';

/**
 * The trial as a network, which has layers and weights.
 * @throws SweepError `trial_not_found`; `export_failed` if the trial's trainable is no network.
 */
export function requireNetwork(db: Database, trialId: number): NetworkTrial {
  const trial = networkTrial(db, trialId);
  if (trial) return trial;
  const { number, sweep } = trialDetail(db, trialId);
  throw new SweepError(
    'export_failed',
    `Trial ${number} of ${sweep.name} is none of sweep's own networks: there is no model and no model card of it.`,
    'The format yaml is its spec; `sweep export trials` writes its numbers as a table, `sweep report` a report of its sweep.',
  );
}
