import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseSpec } from '../../src/sweepfile/parse.ts';

const FOLDER = join(import.meta.dirname, 'wandb');

/** For each file: its workload, its metric, the cells of its grid, its warnings and all parameters. */
const ASKED: Readonly<Record<string, readonly [string, string, number | 'drawn', number, string]>> = {
  'accuracy-without-goal': ['program', 'minimize accuracy', 'drawn', 1, 'lr'],
  anchors: ['program', 'minimize valid/loss', 12, 0, 'encoder.width decoder.width depth'],
  'assignment-network-random': [
    'network',
    'maximize val_accuracy',
    'drawn',
    2,
    'model learning_rate optimizer batch_size',
  ],
  'assignment-network': [
    'network',
    'maximize val_accuracy',
    1296,
    6,
    'model epochs num_layers hidden_size learning_rate optimizer kernel_initializer activation',
  ],
  'assignment-program': [
    'program',
    'maximize val_accuracy',
    'drawn',
    2,
    'epochs num_layers hidden_size weight_decay learning_rate optimizer batch_size weight_init activation',
  ],
  'braces-of-others': ['program', 'minimize mae', 2, 2, 'width rate'],
  'command-only': ['program', 'minimize runtime', 4, 0, 'threads block'],
  detection: ['program', 'maximize metrics/mAP50(B)', 'drawn', 0, 'lr0 lrf mosaic imgsz data epochs'],
  'early-stop-max-iter': ['program', 'minimize eval_loss', 'drawn', 0, 'dropout hidden'],
  'flat-brackets': ['program', 'maximize val/f1', 2, 0, 'blocks stem'],
  'hf-glue': [
    'program',
    'maximize eval/accuracy',
    'drawn',
    0,
    'model_name_or_path task_name learning_rate per_device_train_batch_size num_train_epochs warmup_ratio do_train output_dir',
  ],
  'launch-keys': ['program', 'minimize loss', 2, 1, 'lr'],
  'lstm-bayes': [
    'program',
    'minimize val_perplexity',
    'drawn',
    1,
    'embedding_dim num_layers bidirectional dropout',
  ],
  nested: [
    'program',
    'minimize loss',
    96,
    0,
    'seed model.units model.attention.heads model.attention.dropout optimizer.name optimizer.lr',
  ],
  'no-metric': ['program', 'minimize loss', 30, 1, 'seed wind'],
  'own-keys': ['program', 'maximize score', 'drawn', 0, 'lr'],
  ppo: [
    'program',
    'maximize charts/episodic_return',
    'drawn',
    0,
    'env-id total-timesteps learning-rate num-envs gamma gae-lambda clip-coef ent-coef anneal-lr seed',
  ],
  probabilities: ['program', 'minimize loss', 'drawn', 0, 'optimizer steps wd'],
  'resnet-finetune': [
    'program',
    'maximize val/acc',
    'drawn',
    1,
    'arch lr weight_decay freeze_layers label_smoothing pretrained batch_size',
  ],
  'shell-script': ['program', 'maximize throughput', 12, 1, 'compiler O lto'],
  'short-forms': ['program', 'minimize loss', 2, 0, 'lr epochs backbone'],
  'string-metric': ['program', 'minimize val_rmse', 'drawn', 0, 'max_depth eta subsample colsample'],
  'values-of-every-kind': ['program', 'maximize mAP', 36, 0, 'hidden_dims scheduler use_amp tag crop'],
  'yaml-1.1-numbers': ['program', 'minimize nll', 'drawn', 1, 'momentum alpha shuffle flag temperature'],
};

function parse(name: string, ...overrides: string[]) {
  const file = join(FOLDER, `${name}.yaml`);
  return parseSpec(readFileSync(file, 'utf8'), { file, overrides });
}

it.each(Object.entries(ASKED))("a file of W&B's is read as it is: %s", (name, asked) => {
  const parsed = parse(name);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { method, metric, setup, space } = parsed.spec;
  const cells = [...space.values()].reduce((product, each) => product * (each.grid()?.size ?? 1), 1);
  expect([
    setup.kind,
    `${metric.goal} ${metric.name}`,
    method === 'grid' ? cells : 'drawn',
    parsed.warnings.length,
    [...space.keys()].join(' '),
  ]).toEqual(asked);
});

it('every file is asked for', () => {
  expect(readdirSync(FOLDER)).toEqual(Object.keys(ASKED).map((name) => `${name}.yaml`));
});

it("numbers and flags are what W&B's YAML 1.1 makes of them", () => {
  const parsed = parse('yaml-1.1-numbers');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { space } = parsed.spec;
  expect(space.get('alpha')!.definition().values).toEqual([0.5, 1000, 5, 31, 0.001, 200_000, -0.5]);
  expect(space.get('shuffle')!.definition().values).toEqual([true, false]);
  expect(space.get('flag')!.definition().values).toEqual([true, false, 'yes']);
  expect(space.get('momentum')!.kind).toBe('uniform');
  expect(space.get('temperature')!.kind).toBe('uniform');
});

it('lists in brackets may go on at any indentation, and each part keeps its place', () => {
  const parsed = parse('flat-brackets');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  expect(parsed.spec.space.get('blocks')!.definition().values).toEqual([
    [32, 64],
    [32, 64, 128],
  ]);
  expect(parsed.spec.setup).toMatchObject({ command: ['python', '${program}', '${args}'] });
  const file = join(FOLDER, 'flat-brackets.yaml');
  const text = readFileSync(file, 'utf8').replace('128]', '128, *none]');
  const wrong = parseSpec(text, { file });
  expect(wrong.ok ? [] : wrong.problems).toMatchObject([{ line: 7, column: 19 }]);
});

it('braces that W&B does not fill in are named in one line', () => {
  const { warnings } = parse('braces-of-others');
  expect(warnings[1]).toMatchObject({
    line: 11,
    message: '${width}, ${rate} and ${seed} stand for nothing, and stay in the command as they are',
  });
});

it.each([
  [
    'a list under the name of a range',
    'program: a.py\nmethod: random\nmetric: l\nparameters:\n  p: {distribution: uniform, values: [0.1, 0.2]}\n',
    [[5, 'p has values, but its distribution is uniform, which takes min, max']],
  ],
  [
    "a function's file, without a program",
    'method: grid\nmetric: {name: bleu, goal: maximize}\nparameters:\n  vocabulary: {value: 9000}\n  beam: {values: [1, 4]}\n',
    [
      [2, 'metric.name must be one of val_accuracy, val_loss, accuracy, loss, not bleu'],
      [4, 'The spec names no program, and networks have no parameters vocabulary and beam'],
    ],
  ],
])('%s is said in a line', (_what, text, expected) => {
  const parsed = parseSpec(text, { file: 'a.yaml' });
  const found = parsed.ok ? [] : parsed.problems.map(({ line, message }) => [line, message]);
  expect(found).toEqual(expected);
});

it('a goal that W&B takes for the other one is not to be left out', () => {
  const text = 'program: a.py\nmethod: grid\nmetric: {name: acc, goal: minimize}\nparameters: {p: [1]}\n';
  expect(parseSpec(text, { file: 'a.yaml' }).warnings[0]!.hint).toBe('Write goal: maximize.');
});

it('carriage returns alone end lines', () => {
  const file = join(FOLDER, 'nested.yaml');
  const text = readFileSync(file, 'utf8').replaceAll('\n', '\r');
  const parsed = parseSpec(text, { file });
  expect(parsed.ok && [...parsed.spec.space.keys()]).toContain('model.units');
});
