import type { Configuration } from '../../src/configuration.ts';
import type { MetricValues } from '../../src/metric/metric.ts';
import {
  createSweepStore,
  type Database,
  type PlannedConfiguration,
  type PlannedTrial,
  type RunningSweep,
  type SweepStart,
} from '../../src/store/index.ts';
import type { StepReport } from '../../src/trial/trial.ts';

/** A sweep over a program with unknown metrics. */
export function programStart(changes: Partial<SweepStart> = {}): SweepStart {
  return {
    name: 'program',
    specText: 'program: train.py\n',
    specJson: '{"program":"train.py"}',
    identity: `identity of ${changes.name ?? 'program'}`,
    method: 'random',
    metric: { name: 'score', goal: 'maximize' },
    seed: 3,
    replicates: 1,
    trainable: 'program',
    shared: { command: ['python', 'train.py'] },
    machine: { processor: 'abacus', cores: 2 },
    ...changes,
  };
}

export function beginProgram(db: Database, changes: Partial<SweepStart> = {}): RunningSweep {
  return createSweepStore(db).beginSweep(programStart(changes));
}

/** The cell of a configuration; a program has no known facts. */
export function cell(configuration: Configuration): PlannedConfiguration {
  return { configuration, facts: {} };
}

export function report(step: number, metrics: MetricValues, durationMs = 10): StepReport {
  return { step, metrics, durationMs };
}

/** Runs a trial with these reports, which ends with the latest values. */
export function runProgram(
  sweep: RunningSweep,
  trial: PlannedTrial,
  ...reports: readonly StepReport[]
): void {
  sweep.startTrial(trial, 0);
  sweep.recordSteps(reports.map((each) => ({ ...trial, ...each })));
  const metrics = Object.assign({}, ...reports.map((each) => each.metrics));
  sweep.endTrial(trial, { state: 'completed', result: { metrics, durationMs: 100 } });
}

/**
 * A sweep whose trials log irregularly: from step 0, with gaps, one metric only at every tenth step, one
 * metric in a single trial; the last trial fails before it reports the metric of the sweep.
 */
export function fillProgram(db: Database): RunningSweep {
  const sweep = beginProgram(db);
  const cells = [
    cell({ lr: 0.1, layers: [64, 32], schedule: { kind: 'cosine', warmup: 5 } }),
    cell({ lr: 0.2, layers: [64], schedule: { kind: 'step', warmup: 0 } }),
    cell({ lr: 0.3, layers: [8, 8, 8], schedule: { kind: 'cosine', warmup: 0 } }),
  ];
  const [steady, sparse, failing] = sweep.planTrials(cells, [3]);
  const losses = Array.from({ length: 30 }, (_, step) =>
    report(step, { loss: 1 / (step + 1), ...(step % 10 === 0 ? { score: step / 100 } : {}) }),
  );
  runProgram(sweep, steady!, ...losses);
  runProgram(sweep, sparse!, report(0, { loss: 3 }), report(500, { score: 0.15, 'eval/größe "1"': 7 }));
  sweep.startTrial(failing!, 1);
  sweep.recordSteps([{ ...failing!, ...report(2, { loss: Number.NaN }) }]);
  sweep.endTrial(failing!, {
    state: 'failed',
    reason: { code: 'trial_crashed', message: 'It ended with 1.' },
  });
  return sweep;
}
