import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrainedTrial } from '../../../src/export/exporter.ts';
import { KERAS } from '../../../src/export/keras/keras.ts';
import { INITIALIZERS } from '../../../src/model/initializers/index.ts';
import { OPTIMIZERS } from '../../../src/model/optimizers.ts';
import { foreignIsHere, runPython } from '../../helpers/foreign.ts';
import { type ExportedNetwork, everyNetwork, ourProbabilities } from '../everyNetwork.ts';
import { trialWith } from '../trialWith.ts';
import { writeInto } from '../unpacked.ts';

/**
 * Loads all models of a folder, with every warning of Keras an error; returns their predictions and
 * trainings.
 */
const PROGRAM = `
import contextlib, io, json, os, pathlib, sys, warnings
warnings.simplefilter("error", UserWarning)
# Most of the time goes into compiling networks that are used once.
os.environ["XLA_FLAGS"] = "--xla_backend_optimization_level=0 --xla_llvm_disable_expensive_passes=true"
import keras
import numpy as np

folder = pathlib.Path(sys.argv[1])
plan = json.loads((folder / "plan.json").read_text())
answer = {"networks": [], "optimizers": {}}
for network in plan["networks"]:
    model = keras.saving.load_model(folder / network["folder"] / "model.keras", safe_mode=True)
    images = np.fromfile(folder / network["folder"] / "images", np.uint8).reshape(-1, *network["shape"])
    said = {"as bytes": images}
    if not answer["networks"]:
        said |= {"as floats": images.astype("float32"), "without channels": images[..., 0]}
    answer["networks"].append({
        "probabilities": {how: model.predict(x, verbose=0).ravel().tolist() for how, x in said.items()},
        "layers": [layer.name for layer in model.layers],
        "regularized": len(model.losses),
    })

keras.utils.set_random_seed(0)
rng = np.random.default_rng(0)
images = rng.integers(0, 256, (64, 10, 10, 1), dtype="uint8")
labels = rng.integers(0, 4, 64)
for name in plan["optimizers"]:
    model = keras.saving.load_model(folder / name / "model.keras")
    fresh = type(model.optimizer).from_config(model.optimizer.get_config())
    fresh.build(model.trainable_variables)
    same = len(fresh.variables) == len(model.optimizer.variables) and all(
        np.array_equal(a, b) for a, b in zip(fresh.variables, model.optimizer.variables)
    )
    before, _ = model.evaluate(images, labels, verbose=0)
    model.fit(images, labels, batch_size=8, epochs=3, verbose=0)
    after, _ = model.evaluate(images, labels, verbose=0)
    config = {k: v for k, v in model.optimizer.get_config().items() if k != "loss_scale_factor"}
    answer["optimizers"][name] = {"fresh": same, "before": before, "after": after, "config": config}

for name in plan["initializers"]:
    model = keras.saving.load_model(folder / name / "model.keras")
    keras.models.clone_model(model)
os.chdir(folder / "usage")
with contextlib.redirect_stdout(io.StringIO()) as printed:
    exec((folder / "usage" / "usage.py").read_text(), {})
answer["usage"] = printed.getvalue()
print(json.dumps(answer))
`;

interface Answer {
  readonly networks: readonly {
    readonly probabilities: Readonly<Record<string, readonly number[]>>;
    readonly layers: readonly string[];
    readonly regularized: number;
  }[];
  readonly optimizers: Readonly<
    Record<string, { fresh: boolean; before: number; after: number; config: Record<string, unknown> }>
  >;
  readonly usage: string;
}

const networks = everyNetwork();
const optimizers: Readonly<Record<string, TrainedTrial>> = {
  ...Object.fromEntries(
    Object.keys(OPTIMIZERS).map((optimizer) => [optimizer, trialWith('ann', { optimizer, units: 5 })]),
  ),
  'sgd with momentum': trialWith('ann', { optimizer: 'sgd', momentum: 0.9, nesterov: true, units: 5 }),
  'rmsprop in full': trialWith('ann', { optimizer: 'rmsprop', momentum: 0.5, centered: true, units: 5 }),
  amsgrad: trialWith('cnn', { optimizer: 'adam', amsgrad: true, batch_normalization: true, filters: 3 }),
  'with decay and a limit': trialWith('ann', {
    optimizer: 'adagrad',
    weight_decay: 0.01,
    global_clipnorm: 1,
    initial_accumulator_value: 0.3,
    l2: 0.001,
    learning_rate: 0.01,
  }),
};
const initializers = Object.keys(INITIALIZERS);

describe.runIf(foreignIsHere())('Keras', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-keras-'));
  let answer: Answer;

  const write = async (name: string, trained: TrainedTrial) => {
    mkdirSync(join(folder, name));
    await writeInto(join(folder, name), KERAS, trained);
  };

  beforeAll(async () => {
    for (const [index, { trained, images }] of networks.entries()) {
      await write(`network ${index}`, trained);
      writeFileSync(join(folder, `network ${index}`, 'images'), images);
    }
    for (const [name, trained] of Object.entries(optimizers)) await write(name, trained);
    for (const kernel_initializer of initializers) {
      await write(kernel_initializer, trialWith('ann', { kernel_initializer, units: 5 }));
    }
    const used = trialWith('cnn', { filters: 3, label_smoothing: 0.1 });
    await write('usage', used);
    const code = KERAS.card!.usage(used.trial).match(/```python\n([\s\S]*?)```/)![1]!;
    writeFileSync(join(folder, 'usage', 'usage.py'), code);
    const plan = {
      networks: networks.map(({ trained }, index) => ({
        folder: `network ${index}`,
        shape: trained.trial.sweep.dataset.input.shape,
      })),
      optimizers: Object.keys(optimizers),
      initializers,
    };
    writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
    answer = runPython(PROGRAM, [folder]) as Answer;
  }, 900_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(networks.map((network, index) => ({ ...network, index })))(
    'predicts as we do: $name',
    async ({ index, ...network }) => {
      const ours = [...(await ourProbabilities(network as ExportedNetwork))];
      const { probabilities, layers, regularized } = answer.networks[index]!;
      for (const theirs of Object.values(probabilities)) expectSame(theirs, ours, network);
      expect(layers).toEqual(['rescaling', ...network.trained.trial.layers.map(({ name }) => name)]);
      const penalties = network.trained.trial.layers.flatMap(({ weights }) =>
        weights.filter(({ l2 }) => l2 > 0),
      );
      expect(regularized).toBe(penalties.length);
    },
  );

  it.each(Object.keys(optimizers))('goes on training at once: %s', (name) => {
    const { fresh, before, after, config } = answer.optimizers[name]!;
    expect(fresh).toBe(true);
    expect(after).toBeLessThan(before);
    const { parameters } = optimizers[name]!.trial;
    for (const [key, value] of Object.entries(config)) {
      const ours = parameters[key];
      if (ours === undefined) continue;
      if (typeof ours === 'number') expect(Number(value)).toBeCloseTo(ours, 6);
      else expect(value).toBe(ours);
    }
  });

  it('runs what the card shows', () => {
    expect(answer.usage).toMatch(/\[\d( \d){7}\]/);
  });
});

function expectSame(theirs: readonly number[], ours: readonly number[], { trained }: ExportedNetwork): void {
  expect(theirs).toHaveLength(ours.length);
  const farthest = Math.max(...ours.map((probability, index) => Math.abs(probability - theirs[index]!)));
  expect(farthest).toBeLessThan(1e-4);
  const { classes } = trained.trial.sweep.dataset.input;
  expect(classesOf(theirs, classes)).toEqual(classesOf(ours, classes));
}

/** The class of the largest probability in each row. */
function classesOf(probabilities: readonly number[], classes: number): number[] {
  return Array.from({ length: probabilities.length / classes }, (_, row) => {
    const ofRow = probabilities.slice(row * classes, (row + 1) * classes);
    return ofRow.indexOf(Math.max(...ofRow));
  });
}
