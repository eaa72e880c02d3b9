// Makes the table from the database of its sweep: configurations of which all seeds have ended.
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { openStore, type TrialRecord } from '../../src/index.ts';
import { FILE, type StoredTable, VALIDATION_IMAGES } from './table.ts';

const [database = '.cache/tables/runs.db', file = FILE] = process.argv.slice(2);
const store = openStore(database);
const { replicates } = store.sweep('table-cnn');
const byConfiguration = new Map<number, TrialRecord[]>();
for (const trial of store.trials('table-cnn')) {
  if (trial.state !== 'completed' && trial.state !== 'failed') continue;
  const { id } = trial.configuration;
  byConfiguration.set(id, [...(byConfiguration.get(id) ?? []), trial]);
}
const whole = [...byConfiguration.values()].filter((trials) => trials.length === replicates);
const table: StoredTable = {
  configurations: whole.map((trials) => ({
    epochMs: Math.round(shortestMs(trials)),
    parameters: trials[0]!.configuration.parameters,
    trials: trials.map(({ trialId, state, metrics }) => {
      const history = store.history(trialId);
      const of = (metric: string) => history.map((row) => row.metrics[metric]!);
      return {
        right: of('val_accuracy').map((accuracy) => Math.round(accuracy * VALIDATION_IMAGES)),
        valLoss: of('val_loss').map((loss) => Number(loss.toPrecision(4))),
        testAccuracy: state === 'completed' ? metrics.test_accuracy! : null,
      };
    }),
  })),
};
store.close();

/** Whatever else the machine did made the other epochs longer. */
function shortestMs(trials: readonly TrialRecord[]): number {
  const epochs = trials.flatMap(({ trialId }) => store.history(trialId));
  return Math.min(...epochs.map(({ durationMs }) => durationMs));
}

const bytes = gzipSync(JSON.stringify(table), { level: 9 });
writeFileSync(file, bytes);
console.log(`${whole.length} configurations × ${replicates} seeds, ${bytes.length} bytes: ${file}`);
