import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configure } from '../src/model/configure.ts';
import { createSweepStore, openDatabase } from '../src/store/index.ts';
import { quantile } from './statistics.ts';

/**
 * Times one transaction per epoch on disk, as a sweep writes them; an epoch of the ANN, the shortest one,
 * takes 1.5 s or more.
 */
const EPOCHS = 5000;
const SHORTEST_EPOCH_MS = 1500;

const folder = mkdtempSync(join(tmpdir(), 'sweep-write-'));
const db = openDatabase(join(folder, 'runs.db'));
const sweep = createSweepStore(db).beginSweep({
  name: 'write',
  specText: '',
  specJson: '{}',
  identity: 'write',
  method: 'grid',
  metric: { name: 'val_accuracy', goal: 'maximize' },
  seed: 0,
  replicates: 1,
  trainable: 'module',
  shared: {},
  machine: {},
});
const configuration = configure({ model: 'ann', epochs: EPOCHS });
const [trial] = sweep.planTrials([{ configuration, facts: {} }], [0]);
sweep.startTrial(trial!, 0);
const times: number[] = [];
for (let step = 1; step <= EPOCHS; step++) {
  const metrics = { loss: 0.5, accuracy: 0.8, val_loss: 0.4, val_accuracy: 0.85 };
  const startedAt = performance.now();
  sweep.recordSteps([{ ...trial!, step, metrics, durationMs: 1500 }]);
  times.push(performance.now() - startedAt);
}
sweep.end('interrupted');
db.close();
rmSync(folder, { recursive: true });
const mean = times.reduce((sum, ms) => sum + ms, 0) / times.length;
console.log(
  `median ${quantile(times, 0.5).toFixed(3)} ms, mean ${mean.toFixed(3)} ms, 99 % ${quantile(times, 0.99).toFixed(3)} ms an epoch`,
);
console.log(`${((100 * mean) / SHORTEST_EPOCH_MS).toFixed(4)} % of training the shortest epoch`);
