import type { Group } from 'h5wasm';
import { weightSpecs } from '../../model/buildLayers.ts';
import type { Layer, Shape } from '../../model/layer.ts';
import { sizeOf } from '../../model/layer.ts';
import type { TrainedTrial } from '../exporter.ts';
import { hdf5File } from './hdf5.ts';
import { modelName } from './modelName.ts';
import { freshState, kerasOptimizer } from './optimizer.ts';

/** Keras's classes name the groups: `conv2d`, `conv2d_1`, whatever the layer's own name is. */
type LayerGroups = ReadonlyMap<string, Layer>;

/**
 * The file `model.weights.h5` of a Sequential model: a group for each layer, its tensors by number. With
 * `optimizer`, it also has an optimizer's state before the first step, which Keras expects in a compiled
 * model.
 */
export async function weightsFile(trained: TrainedTrial, optimizer: boolean): Promise<Uint8Array> {
  const { trial, weights } = trained;
  return hdf5File((file) => {
    const all = file.create_group('layers');
    variables(all.create_group('rescaling'), 'rescaling');
    let next = 0;
    for (const [group, layer] of layerGroups(trial.layers)) {
      const vars = variables(all.create_group(group), layer.name);
      for (const [index, { shape }] of layer.weights.entries()) tensor(vars, index, weights[next++]!, shape);
    }
    if (optimizer) addOptimizer(file, trained);
    variables(file, modelName(trial));
    file.create_attribute('dataset', trial.sweep.dataset.synthetic ? 'synthetic' : trial.sweep.dataset.name);
  });
}

function layerGroups(layers: readonly Layer[]): LayerGroups {
  const counts = new Map<string, number>();
  return new Map(
    layers.map((layer) => {
      const count = counts.get(layer.kind) ?? 0;
      counts.set(layer.kind, count + 1);
      return [count === 0 ? layer.kind : `${layer.kind}_${count}`, layer];
    }),
  );
}

function addOptimizer(file: Group, { trial }: TrainedTrial): void {
  const { config } = kerasOptimizer(trial.parameters);
  const vars = variables(file.create_group('optimizer'), String(config.name));
  const { groups, scalars } = freshState(trial.parameters);
  const trained = weightSpecs(trial.layers).filter(({ trainable }) => trainable);
  let next = 0;
  const steps = new Int32Array(1);
  vars.create_dataset({ name: String(next++), data: steps, shape: [] });
  tensor(vars, next++, Float32Array.of(Number(trial.parameters.learning_rate)), []);
  for (const values of groups) {
    for (const { shape } of trained) {
      for (const value of values) constant(vars, next++, value, shape);
    }
  }
  for (const value of scalars) tensor(vars, next++, Float32Array.of(value), []);
}

/** The group `vars` of something with weights; it records its name. */
function variables(owner: Group, name: string): Group {
  const vars = owner.create_group('vars');
  vars.create_attribute('name', name);
  return vars;
}

function tensor(vars: Group, index: number, data: Float32Array, shape: Shape): void {
  vars.create_dataset({ name: String(index), data, shape: [...shape] });
}

/** Compressed: a tensor of one repeated value takes almost no room. */
function constant(vars: Group, index: number, value: number, shape: Shape): void {
  const data = new Float32Array(sizeOf(shape)).fill(value);
  const whole = [...shape];
  vars.create_dataset({ name: String(index), data, shape: whole, chunks: whole, compression: 9 });
}
