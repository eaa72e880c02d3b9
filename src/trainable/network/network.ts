import { configure } from '../../model/configure.ts';
import { PARAMETERS } from '../../model/parameters/index.ts';
import type { Space } from '../../space/space.ts';
import type { Trainable } from '../trainable.ts';
import { FORKED_FROM } from './fork.ts';
import { EPOCH_METRICS, FINAL_METRICS } from './metrics.ts';
import type { NetworkSetup } from './setup.ts';

/** This package's own networks on images. */
export const network: Trainable<NetworkSetup> = {
  kind: 'network',
  stepName: 'epoch',
  keepsStates: true,
  outermost: ['model'],
  parameters: [{ name: 'model' }, ...PARAMETERS],
  metrics: [...EPOCH_METRICS, ...FINAL_METRICS],
  finalMetrics: FINAL_METRICS,
  exampleFilter: 'optimizer=adam and val_accuracy>0.9',
  endsEarly: ({ early_stopping_patience }) => Number(early_stopping_patience ?? 0) > 0,
  configure(assigned) {
    const configuration = configure(assigned);
    const from = assigned[FORKED_FROM];
    return from === undefined ? configuration : { ...configuration, [FORKED_FROM]: from };
  },
  canonicalSetup({ dataset, engine, validation, fork }, space) {
    return {
      ...(fork ? { fork } : {}),
      dataset: 'path' in dataset ? { name: dataset.name } : { name: dataset.name, offline: dataset.offline },
      engine,
      models: modelsOf(space),
      validation:
        validation.kind === 'test'
          ? { kind: 'test' }
          : { kind: 'holdout', seed: validation.seed, size: validation.size },
    };
  },
};

function modelsOf(space: Space): unknown[] {
  const models = space.get('model')!.grid()!;
  return Array.from({ length: models.size }, (_, index) => models.at(index));
}
