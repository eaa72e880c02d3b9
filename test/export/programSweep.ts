import {
  createSweepStore,
  type Database,
  type PlannedTrial,
  type RunningSweep,
} from '../../src/store/index.ts';

/** Names that break quoting, formulas, markup and objects. */
export const NASTY_METRICS = ['val/f1 "macro", é_%', '=1+1', '__proto__', 'state'];

export const COMMAND = ['${env}', 'python3', '${program}', '${args}'];

const SPEC = `program: train.py
method: grid
metric: {name: loss, goal: minimize}
parameters:
  lr: {values: [0.1, 0.0000001]}
  loss: {values: [mse, huber]}
  seed: {value: 3}
`;

/**
 * A finished sweep over a program with two seeds per configuration. Parameters and metrics have any name and
 * value: some are named like our columns, some like one another. Steps begin at 0 and one is missing; a
 * metric is logged rarely; a value is not finite; a trial failed.
 */
export function programSweep(db: Database): RunningSweep {
  const sweep = createSweepStore(db).beginSweep({
    name: 'tune <it>',
    specText: SPEC,
    specJson: JSON.stringify({
      command: COMMAND,
      method: 'grid',
      metric: { goal: 'minimize', name: 'loss' },
      parameters: {
        loss: { distribution: 'categorical', values: ['mse', 'huber'] },
        lr: { distribution: 'categorical', values: [0.1, 1e-7] },
        seed: { distribution: 'constant', value: 3 },
      },
      program: 'train.py',
      replicates: 2,
      seed: 5,
      trainable: 'program',
    }),
    identity: 'tune',
    method: 'grid',
    metric: { name: 'loss', goal: 'minimize' },
    seed: 5,
    replicates: 2,
    trainable: 'program',
    shared: { command: COMMAND, program: 'train.py', directory: '/home/me/tune' },
    machine: { processor: 'abacus', cores: 2 },
  });
  const cells = [0.1, 1e-7].flatMap((lr) => ['mse', 'huber'].map((loss) => ({ lr, loss })));
  const trials = sweep.planTrials(
    cells.map((cell) => ({
      configuration: { ...cell, layers: [64, 32], optimizer: { name: 'adam', eps: 1e-8 }, seed: 3 },
      facts: { tokens: 12 },
    })),
    [5, 6],
  );
  for (const [index, trial] of trials.entries()) {
    sweep.startTrial(trial, index % 2);
    if (index === 7) {
      const reason = { code: 'trial_crashed', message: 'The program ended with exit code 1.' } as const;
      sweep.endTrial(trial, { state: 'failed', reason });
    } else finish(sweep, trial, index);
  }
  sweep.end('completed');
  return sweep;
}

function finish(sweep: RunningSweep, trial: PlannedTrial, index: number): void {
  const nasty = Object.fromEntries(NASTY_METRICS.map((name, each) => [name, index + each / 8]));
  for (const step of [0, 1, 3]) {
    const loss = index === 2 && step === 0 ? Number.NaN : 1 / (step + 1) + index / 100;
    const metrics = { loss, ...(step === 3 ? nasty : {}) };
    sweep.recordSteps([{ ...trial, step, metrics, durationMs: 10 }]);
  }
  const metrics = { loss: 0.25 + index / 100, ...nasty };
  sweep.endTrial(trial, {
    state: 'completed',
    result: { metrics, durationMs: 30, fingerprint: 'Python 3.11.2, linux x64, abacus' },
  });
}
