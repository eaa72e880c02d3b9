import type { Dataset } from '../data/dataset.ts';
import type { Engine } from '../engine/engine.ts';
import { createEngine } from '../engine/index.ts';
import { toWire } from '../errors.ts';
import type { NetworkSetup } from '../trainable/network/setup.ts';
import type { TrialJob, TrialMessage, TrialOutcome } from '../trial/trial.ts';
import type { TrialRunner } from '../trial/trialRunner.ts';
import { train } from './train.ts';

/** Trains networks, and keeps its engines loaded in between. */
export class Trainer implements TrialRunner {
  private readonly dataset: Dataset;
  private readonly engines = new Map<string, Promise<Engine>>();

  constructor(dataset: Dataset) {
    this.dataset = dataset;
  }

  async run(
    job: TrialJob,
    worker: number,
    onMessage: (message: TrialMessage) => unknown,
    shouldStop: () => boolean,
  ): Promise<TrialOutcome> {
    let engine: Engine;
    try {
      engine = await this.engine((job.setup as NetworkSetup).engine);
    } catch (error) {
      return { state: 'unavailable', error: toWire(error, 'engine_unavailable') };
    }
    return train(job as TrialJob<NetworkSetup>, {
      dataset: this.dataset,
      engine,
      worker,
      onMessage,
      shouldStop,
    });
  }

  async dispose(): Promise<void> {
    const engines = await Promise.allSettled(this.engines.values());
    this.engines.clear();
    for (const engine of engines) if (engine.status === 'fulfilled') await engine.value.dispose();
  }

  private engine(name: string): Promise<Engine> {
    const known = this.engines.get(name);
    if (known) return known;
    const created = createEngine(name);
    this.engines.set(name, created);
    return created;
  }
}
