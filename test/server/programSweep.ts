import { createSweepStore, type Database, type RunningSweep } from '../../src/store/index.ts';

/** Names that people give their metrics, all of which must work in addresses and filters. */
export const ODD_METRICS = [
  'val/acc',
  'train/acc',
  'eval.loss',
  'epoch/val_accuracy',
  'größe, "q" `b`',
  'constructor',
];

/** A sweep of a program: no dataset, no engine, no layers, an unknown number of steps, and metrics of any name. */
export function seedProgram(
  db: Database,
  { steps = 5, trials = 4, metrics = 0 }: { steps?: number; trials?: number; metrics?: number } = {},
): RunningSweep {
  const sweep = createSweepStore(db).beginSweep({
    name: 'of a program',
    specText: 'program: train.py\n',
    specJson: '{"program":"train.py"}',
    identity: 'a program',
    method: 'random',
    metric: { name: 'val/acc', goal: 'maximize' },
    seed: 7,
    replicates: 1,
    trainable: 'program',
    shared: { command: ['python', 'train.py'] },
    machine: { processor: 'abacus', cores: 2 },
  });
  const cells = Array.from({ length: trials }, (_, index) => ({
    configuration: {
      lr: 0.1 / (index + 1),
      'opt.name': index % 2 === 0 ? 'adam' : 'it\'s "new"',
      loss: index,
      layers: [{ units: 8 * (index + 1), act: 'relu' }],
      note: index === 0 ? null : 'a, b',
    },
    facts: {},
  }));
  const planned = sweep.planTrials(cells, [7]);
  for (const [index, trial] of planned.entries()) {
    sweep.startTrial(trial, index % 2);
    const reports = Array.from({ length: steps }, (_, step) => {
      const acc = 1 - 1 / (step + 2 + index);
      const more = Array.from({ length: metrics }, (_, m) => [`layer${m}/norm`, m + acc]);
      return {
        ...trial,
        step,
        durationMs: 10,
        metrics: {
          'val/acc': acc,
          'train/acc': acc + 0.01,
          'eval.loss': 1 - acc,
          'epoch/val_accuracy': acc,
          'größe, "q" `b`': step,
          constructor: step === 1 ? Number.NaN : 2,
          ...Object.fromEntries(more),
        },
      };
    });
    for (let start = 0; start < reports.length; start += 10_000)
      sweep.recordSteps(reports.slice(start, start + 10_000));
    const last = reports.at(-1)!;
    if (index === trials - 1) continue;
    sweep.endTrial(trial, {
      state: 'completed',
      result: { metrics: last.metrics, durationMs: 10 * steps, fingerprint: 'python 3.12' },
    });
  }
  return sweep;
}
