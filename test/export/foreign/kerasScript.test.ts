import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foreignPython } from '../../../scripts/foreignFolder.ts';
import type { TrainedTrial } from '../../../src/export/exporter.ts';
import { KERAS_SCRIPT } from '../../../src/export/kerasScript/kerasScript.ts';
import { buildLayers, initialWeights } from '../../../src/model/buildLayers.ts';
import { learningRateAt } from '../../../src/model/schedule.ts';
import { Random } from '../../../src/random.ts';
import type { TrialDetail } from '../../../src/store/index.ts';
import { foreignIsHere, runPython } from '../../helpers/foreign.ts';
import { idxBytesOf } from '../../helpers/numpyFiles.ts';
import { everyNetwork, ourProbabilities } from '../everyNetwork.ts';
import { trialWith } from '../trialWith.ts';
import { writeInto } from '../unpacked.ts';

const SIDE = 10;
const COUNTS = { train: 60, t10k: 24 };
const STEPS_PER_EPOCH = 5;
const validation = { kind: 'holdout', size: 20, seed: 0 } as const;

/** Configurations with every optimizer, schedule and augmentation, each at least once. */
const trained: Readonly<Record<string, TrainedTrial>> = {
  'ann, sgd, early stopping': ann({
    optimizer: 'sgd',
    momentum: 0.9,
    nesterov: true,
    early_stopping_patience: 1,
    early_stopping_min_delta: 100,
  }),
  'ann, rmsprop, cosine': ann({
    optimizer: 'rmsprop',
    momentum: 0.5,
    centered: true,
    learning_rate_schedule: 'cosine',
    final_learning_rate_fraction: 0.1,
    kernel_initializer: 'orthogonal',
  }),
  'cnn, adam, exponential with a warm-up': cnn({
    amsgrad: true,
    learning_rate_schedule: 'exponential',
    decay_rate: 0.5,
    warmup_epochs: 1.5,
    batch_normalization: true,
  }),
  'ann, adamw, step': ann({
    optimizer: 'adamw',
    learning_rate: 1,
    learning_rate_schedule: 'step',
    decay_epochs: 2,
    dropout: 0.3,
  }),
  'ann, nadam, one cycle': ann({ optimizer: 'nadam', learning_rate_schedule: 'one_cycle' }),
  'ann, adamax, warm-up': ann({
    optimizer: 'adamax',
    warmup_epochs: 1,
    kernel_initializer: 'variance_scaling',
  }),
  'cnn, adagrad, changed images, label smoothing': cnn({
    optimizer: 'adagrad',
    horizontal_flip: true,
    shift: 2,
    random_erasing: 0.5,
    label_smoothing: 0.1,
  }),
  'ann, adadelta, plateau': ann({
    optimizer: 'adadelta',
    learning_rate: 1,
    reduce_on_plateau_patience: 1,
    reduce_on_plateau_min_delta: 100,
    reduce_on_plateau_factor: 0.5,
  }),
  'ann, ftrl, cosine and plateau': ann({
    optimizer: 'ftrl',
    learning_rate_schedule: 'cosine',
    reduce_on_plateau_patience: 1,
    reduce_on_plateau_min_delta: 100,
    reduce_on_plateau_factor: 0.5,
  }),
  'cnn, lion, on the test set': trialWith(
    'cnn',
    { optimizer: 'lion', filters: 3, units: 4, weight_decay: 0.01, global_clipnorm: 1, ...small() },
    { validation: { kind: 'test' } },
  ),
};

function small() {
  return { epochs: 3, batch_size: 8 };
}
function ann(parameters: TrialDetail['parameters']): TrainedTrial {
  return trialWith('ann', { units: 4, ...small(), ...parameters }, { validation });
}
function cnn(parameters: TrialDetail['parameters']): TrainedTrial {
  return trialWith('cnn', { filters: 3, units: 4, ...small(), ...parameters }, { validation });
}

/** Imports the scripts of a folder one by one and calls them as the command line does. */
const PROGRAM = `
import contextlib, importlib.util, io, json, os, pathlib, sys, warnings
warnings.simplefilter("error", UserWarning)
os.environ["XLA_FLAGS"] = "--xla_backend_optimization_level=0 --xla_llvm_disable_expensive_passes=true"
import keras
import numpy as np

folder = pathlib.Path(sys.argv[1])
plan = json.loads((folder / "plan.json").read_text())

def load(name):
    spec = importlib.util.spec_from_file_location("train", folder / name / "train.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

def call(name, *args):
    """What a script prints, and the status with which it ends."""
    sys.argv = ["train.py", *args]
    out, status = io.StringIO(), 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            load(name).main()
        except SystemExit as ended:
            status = ended.code
            if isinstance(status, str):
                print(status)
    return {"out": out.getvalue(), "status": status}

answer = {"networks": [], "trained": {}, "rates": {}, "calls": {}}
for network in plan["networks"]:
    model = load(network["folder"]).build_model()
    model.load_weights(folder / network["folder"] / "model.weights.h5")
    images = np.fromfile(folder / network["folder"] / "images", np.uint8).reshape(-1, *network["shape"])
    answer["networks"].append(model.predict(images, verbose=0).ravel().tolist())
for name in plan["trained"]:
    answer["trained"][name] = call(name, "--train", "--data", str(folder / "idx"), "--epochs", "3")
    module = load(name)
    if hasattr(module, "LearningRate"):
        rate = module.LearningRate(plan["steps"], module.EPOCHS)
        answer["rates"][name] = [float(rate(step)) for step in range(plan["steps"] * module.EPOCHS)]

augmented = load("cnn, adagrad, changed images, label smoothing")
images = np.full((200, *augmented.SHAPE), 7, "uint8")
changed = augmented.augment(images.copy(), np.random.default_rng(0))
answer["changed"] = {
    "shape": list(changed.shape),
    "shifted": int((changed == 0).any(axis=(1, 2, 3)).sum()),
    "erased": int((~np.isin(changed, (0, 7))).any(axis=(1, 2, 3)).sum()),
}
y_train = np.arange(60) % 4
chosen, held = augmented.split(y_train)
answer["split"] = {
    "held": np.bincount(y_train[held]).tolist(),
    "together": np.sort(np.concatenate([chosen, held])).tolist(),
}
for name, (script, *args) in plan["calls"].items():
    answer["calls"][name] = call(script, *(arg.replace("FOLDER", str(folder)) for arg in args))
print(json.dumps(answer))
`;

interface Call {
  readonly out: string;
  readonly status: number;
}
interface Answer {
  readonly networks: readonly (readonly number[])[];
  readonly trained: Readonly<Record<string, Call>>;
  readonly rates: Readonly<Record<string, readonly number[]>>;
  readonly changed: { shape: number[]; shifted: number; erased: number };
  readonly split: { held: number[]; together: number[] };
  readonly calls: Readonly<Record<string, Call>>;
}

const SOME = 'ann, sgd, early stopping';
const calls = {
  evaluates: [SOME, '--data', 'FOLDER/idx'],
  'reads npz': [SOME, '--data', 'FOLDER/data.npz'],
  'reads fashion-mnist': ['published', '--train'],
  'keeps the network': [SOME, '--data', 'FOLDER/idx', '--save', 'FOLDER/kept.keras'],
  'keeps what is there': [SOME, '--data', 'FOLDER/idx', '--save', 'FOLDER/there.keras'],
  'has no weights': ['alone', '--data', 'FOLDER/idx'],
  'trains without weights': ['alone', '--train', '--epochs', '1', '--data', 'FOLDER/idx'],
  'finds no data': [SOME, '--data', 'FOLDER/nowhere'],
  'finds too little data': [SOME, '--data', 'FOLDER/alone'],
  'finds damaged data': [SOME, '--data', 'FOLDER/damaged.npz'],
  'finds other images': [SOME, '--data', 'FOLDER/other'],
  'has a nasty name': ['nasty', '--data', 'FOLDER/idx'],
};

describe.runIf(foreignIsHere())('the Keras script', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-keras-script-'));
  // Each layer once, with one activation: all are written in the same way.
  const networks = everyNetwork().slice(0, 14);
  let answer: Answer;

  const write = async (name: string, model: TrainedTrial) => {
    mkdirSync(join(folder, name));
    await writeInto(join(folder, name), KERAS_SCRIPT, model);
  };

  beforeAll(async () => {
    writeDataset(join(folder, 'idx'), SIDE, '.gz');
    writeDataset(join(folder, 'other'), 5, '');
    writeDataset(join(folder, 'keras/datasets/fashion-mnist'), 28, '.gz');
    for (const [index, { trained: model, images }] of networks.entries()) {
      await write(`network ${index}`, model);
      writeFileSync(join(folder, `network ${index}`, 'images'), images);
    }
    for (const [name, model] of Object.entries(trained)) await write(name, model);
    await write('alone', trained[SOME]!);
    rmSync(join(folder, 'alone', 'model.weights.h5'));
    await write('published', published());
    const nasty = { name: `"""a" 'b' </script> \\ \n é\u202e`, validation };
    await write('nasty', trialWith('ann', { units: 4 }, nasty));
    writeFileSync(join(folder, 'there.keras'), 'mine');
    writeFileSync(join(folder, 'damaged.npz'), 'no archive');
    const plan = {
      networks: networks.map(({ trained: { trial } }, index) => ({
        folder: `network ${index}`,
        shape: trial.sweep.dataset.input.shape,
      })),
      trained: Object.keys(trained),
      steps: STEPS_PER_EPOCH,
      calls,
    };
    writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
    process.env.KERAS_HOME = join(folder, 'keras');
    runPython(NPZ, [folder]);
    answer = runPython(PROGRAM, [folder]) as Answer;
  }, 900_000);
  afterAll(() => {
    delete process.env.KERAS_HOME;
    rmSync(folder, { recursive: true });
  });

  it.each(networks.map((network, index) => ({ ...network, index })))(
    'builds the network of: $name',
    async ({ index, ...network }) => {
      const ours = await ourProbabilities(network);
      const theirs = answer.networks[index]!;
      expect(theirs).toHaveLength(ours.length);
      expect(Math.max(...theirs.map((probability, i) => Math.abs(probability - ours[i]!)))).toBeLessThan(
        1e-4,
      );
    },
  );

  it.each(Object.keys(trained))('trains anew: %s', (name) => {
    const { out, status } = answer.trained[name]!;
    expect(out).toMatch(
      /Epoch 1\/3[\s\S]*val_loss[\s\S]*Test accuracy [\d.]+, loss [\d.]+ \(in the sweep: 0.7400, 0.6100\)\n$/,
    );
    expect(status).toBe(0);
  });

  it('stops early, and lowers the learning rate on a plateau, as the trial did', () => {
    expect(answer.trained[SOME]!.out).not.toContain('Epoch 3/3');
    const plateau = answer.trained['ann, adadelta, plateau']!.out;
    const rates = [...plateau.matchAll(/learning_rate: ([\d.]+)/g)].map(([, rate]) => Number(rate));
    expect(rates).toEqual([1, 1, 0.5]);
  });

  it.each(Object.keys(trained))('has the learning rate of every step: %s', (name) => {
    const { parameters } = trained[name]!.trial;
    const scheduled = parameters.learning_rate_schedule !== 'constant' || parameters.warmup_epochs !== 0;
    expect(answer.rates[name] !== undefined).toBe(scheduled);
    const first = Number(parameters.warmup_epochs ?? 0) > 0 ? 1 : 0;
    for (const [step, rate] of (answer.rates[name] ?? []).entries()) {
      const ours = learningRateAt(parameters, (step + first) / STEPS_PER_EPOCH);
      expect(Math.abs(rate - ours)).toBeLessThan(1e-5 * Number(parameters.learning_rate));
    }
  });

  it('changes images as the trial did', () => {
    const { shape, shifted, erased } = answer.changed;
    expect(shape).toEqual([200, SIDE, SIDE, 1]);
    // A shift by nothing in both directions is drawn for one image of 25; half of them get a rectangle.
    expect(shifted).toBeGreaterThan(160);
    expect(erased).toBeGreaterThan(60);
    expect(erased).toBeLessThan(140);
  });

  it('sets as many images aside as the sweep did, of every class the same share', () => {
    expect(answer.split.held).toEqual([5, 5, 5, 5]);
    expect(answer.split.together).toEqual(Array.from({ length: 60 }, (_, index) => index));
  });

  it('evaluates the trained network, from IDX files, .npz and what Keras has', () => {
    const result = /^Test accuracy [\d.]+, loss [\d.]+ \(in the sweep: 0.7400, 0.6100\)\n$/;
    expect(answer.calls.evaluates!.out).toMatch(result);
    expect(answer.calls['reads npz']).toEqual(answer.calls.evaluates);
    expect(answer.calls['reads fashion-mnist']).toMatchObject({ status: 0 });
    expect(answer.calls['has a nasty name']).toMatchObject({ status: 0 });
    expect(answer.calls['keeps the network']).toMatchObject({ status: 0 });
    expect(readFileSync(join(folder, 'kept.keras')).subarray(0, 2).toString()).toBe('PK');
  });

  it('says what is missing, and what would be right', () => {
    const said = (name: keyof typeof calls) => answer.calls[name]!;
    expect(said('has no weights').out).toContain('model.weights.h5 is not there: export the folder');
    expect(said('trains without weights')).toMatchObject({ status: 0 });
    expect(said('finds no data').out).toContain('nowhere is not there; --data takes a folder');
    expect(said('finds too little data').out).toContain('alone lacks train-images-idx...-ubyte');
    expect(said('finds damaged data').out).toContain('damaged.npz cannot be read');
    expect(said('finds other images').out).toContain('x_train is (60, 5, 5)');
    expect(said('keeps what is there').out).toContain('--save takes a new file that ends in .keras');
    for (const name of Object.keys(calls).filter((each) => /^(has no|finds|keeps what)/.test(each))) {
      expect(answer.calls[name]!.status).not.toBe(0);
    }
    expect(readFileSync(join(folder, 'there.keras'), 'utf8')).toBe('mine');
  });

  it('runs as its card says', async () => {
    const { trial, weights } = trained[SOME]!;
    const dataset = { ...trial.sweep.dataset, path: join(folder, 'idx') };
    const own = { trial: { ...trial, sweep: { ...trial.sweep, dataset } }, weights };
    await write('card', own);
    const blocks = [...KERAS_SCRIPT.card!.usage(own.trial).matchAll(/```(sh|python)\n([\s\S]*?)```/g)];
    const [shell, python] = blocks.map(([, , code]) => code!);
    writeFileSync(join(folder, 'card', 'usage.py'), python!);
    const lines = shell!.split('\n').filter((line) => !line.startsWith('pip '));
    const { status, stdout, stderr } = spawnSync(
      'sh',
      ['-e', '-c', [...lines, 'python usage.py'].join('\n')],
      {
        cwd: join(folder, 'card'),
        encoding: 'utf8',
        env: { ...process.env, PATH: `${dirname(foreignPython()!)}${delimiter}${process.env.PATH}` },
      },
    );
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(stdout.match(/Test accuracy/g)).toHaveLength(2);
    expect(stdout).toContain('Trainable params');
  });
});

/** The test images as .npz, from the IDX files. */
const NPZ = `
import gzip, pathlib, sys
import numpy as np
folder = pathlib.Path(sys.argv[1])
def idx(name, offset, shape):
    content = gzip.decompress((folder / "idx" / name).read_bytes())
    return np.frombuffer(content, np.uint8, offset=offset).reshape(shape)
np.savez(
    folder / "data.npz",
    x_train=idx("train-images-idx3-ubyte.gz", 16, (-1, ${SIDE}, ${SIDE}, 1)),
    y_train=idx("train-labels-idx1-ubyte.gz", 8, (-1, 1)),
    x_test=idx("t10k-images-idx3-ubyte.gz", 16, (-1, ${SIDE}, ${SIDE}, 1)),
    y_test=idx("t10k-labels-idx1-ubyte.gz", 8, (-1, 1)).astype("int64"),
)
print("0")
`;

/** Four IDX files of small images in four classes. */
function writeDataset(folder: string, side: number, ending: '' | '.gz'): void {
  mkdirSync(folder, { recursive: true });
  const random = Random.of(1, folder.length);
  for (const [stem, count] of Object.entries(COUNTS)) {
    const images = Uint8Array.from({ length: count * side * side }, () => random.below(256));
    const labels = Uint8Array.from({ length: count }, (_, index) => index % 4);
    const packed = (bytes: Buffer) => (ending === '' ? bytes : gzipSync(bytes));
    writeFileSync(
      join(folder, `${stem}-images-idx3-ubyte${ending}`),
      packed(idxBytesOf([count, side, side], images)),
    );
    writeFileSync(join(folder, `${stem}-labels-idx1-ubyte${ending}`), packed(idxBytesOf([count], labels)));
  }
}

/** A trial on images as large as Fashion-MNIST's. */
function published(): TrainedTrial {
  const { trial } = ann({ epochs: 1 });
  const input = { shape: [28, 28, 1], classes: 4 } as const;
  const layers = buildLayers(trial.parameters, input);
  const dataset = { ...trial.sweep.dataset, input, name: 'fashion-mnist' };
  return {
    trial: { ...trial, layers, sweep: { ...trial.sweep, dataset } },
    weights: initialWeights(layers, 5),
  };
}
