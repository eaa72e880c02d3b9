import type { NetworkTrial } from '../../store/index.ts';
import { serialized } from './kerasObject.ts';
import { inputLayer, kerasLayers } from './layers.ts';
import { modelName } from './modelName.ts';
import { kerasOptimizer } from './optimizer.ts';

/** The file `config.json` of a compiled Sequential model, so that `fit` can go on at once. */
export function modelConfig(trial: NetworkTrial): Record<string, unknown> {
  const { layers, parameters, sweep } = trial;
  const { input } = sweep.dataset;
  const all = [inputLayer(input), ...kerasLayers(layers).map(serialized)];
  const shape = [null, ...input.shape];
  return {
    module: 'keras',
    class_name: 'Sequential',
    config: { name: modelName(trial), trainable: true, layers: all, build_input_shape: shape },
    registered_name: null,
    build_config: { input_shape: shape },
    compile_config: {
      optimizer: serialized(kerasOptimizer(parameters)),
      loss: 'sparse_categorical_crossentropy',
      metrics: ['accuracy'],
    },
  };
}

/** The first version of Keras that reads the files. */
const KERAS_VERSION = '3.0.0';

/** The file `metadata.json`: Keras's two entries, and where the model comes from. */
export function modelMetadata(trial: NetworkTrial): Record<string, unknown> {
  const { number, model, sweep, endedAtMs, val_accuracy, test_accuracy } = trial;
  const { name, synthetic, fingerprint, classNames } = sweep.dataset;
  return {
    keras_version: KERAS_VERSION,
    date_saved: new Date(endedAtMs ?? 0).toISOString().slice(0, 19).replace('T', '@'),
    sweep: sweep.name,
    trial: number,
    model,
    dataset: { name, synthetic, sha256: fingerprint, class_names: classNames },
    val_accuracy,
    test_accuracy,
  };
}
