import { expect, it } from 'vitest';
import { distributionText } from '../../src/cli/format/distributionText.ts';
import { planAdvice } from '../../src/cli/planAdvice.ts';
import { learningRateWarnings } from '../../src/cli/workloads/network/learningRates.ts';
import { proposeAll } from '../../src/sampler/proposeAll.ts';
import type { TriedTrial } from '../../src/store/index.ts';
import { parseSpec } from '../../src/sweepfile/parse.ts';
import { lookaheadSpread } from '../../src/trial/lookaheadSpread.ts';

function checked(text: string) {
  const parsed = parseSpec(
    `name: x\nmodel: cnn\n${text.includes('method:') ? '' : 'method: grid\n'}${text}\n`,
    { file: 'x.yaml' },
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed;
}

function advice(text: string, workers = 2): string[] {
  const parsed = checked(text);
  const { configurations, ...rest } = proposeAll(parsed.spec);
  const described = configurations.map((configuration) => ({ configuration, facts: {} }));
  return planAdvice(parsed, { ...rest, configurations: described, impossible: [] }, workers).map(
    ({ message }) => message,
  );
}

it('a plan warns of a list of one value, of a grid that few draws would do for, and of workers that only wait', () => {
  expect(advice('parameters: {filters: {values: [16, 32]}, batch_size: {value: 64}}')).toEqual([]);
  expect(advice('parameters: {filters: {values: [16, 32]}, batch_size: {values: [64]}}')).toEqual([
    'batch_size is a list of one value, 64: it does not vary',
  ]);
  const values = (count: number) => `{values: [${Array.from({ length: count }, (_, index) => index + 1)}]}`;
  const grid = (count: number) => `parameters: {filters: ${values(count)}, units: ${values(30)}}`;
  expect(advice(grid(19))).toEqual([]);
  expect(advice(grid(20))).toEqual([
    'the grid has 600 configurations; 59 random ones hold one of its best twentieth with a probability of 95 %',
  ]);
  const bayes = 'method: bayes\nrun_cap: 19\nlookahead: 2\nparameters: {filters: {min: 16, max: 32}}';
  expect(advice(bayes, 3)).toEqual([]);
  expect(advice(bayes, 4)).toEqual([
    '4 workers are more than lookahead + 1 = 3: no more than 3 trials can train at once',
  ]);
});

it('a plan warns of searches that end before they could learn or stop anything', () => {
  const bayes = (parameters: string) =>
    `method: bayes\nrun_cap: 11\nearly_terminate: asha\nparameters: {filters: ${parameters}}`;
  expect(advice(bayes('{min: 1, max: 11}'))).toEqual([]);
  expect(advice(bayes('{min: 1, max: 5}'))).toEqual([
    'the first 10 configurations fill the space evenly, and it holds no more than 5: nothing is learnt from them',
    'a trial is judged by those more than lookahead = 4 before it, and there are 5: none is stopped early',
  ]);
  expect(
    advice(bayes('{min: 1, max: 5}').replace('bayes', 'grid').replace('run_cap: 11', 'replicates: 2')),
  ).toEqual([]);
});

it('a plan warns of learning rates that never learnt, by its own trials before what is generally known', () => {
  const { spec } = checked(
    'method: random\nrun_cap: 3\nparameters: {learning_rate: {min: 0.001, max: 0.5}, optimizer: {values: [adam, sgd]}}',
  );
  const tried = (optimizer: string, learning_rate: number, val_accuracy: number): TriedTrial => ({
    configuration: { model: 'cnn', optimizer, learning_rate },
    shared: { dataset: { input: { classes: 10 } } },
    reasonCode: null,
    metrics: { val_accuracy },
  });
  const warnings = (trials: readonly TriedTrial[]) =>
    learningRateWarnings(spec, trials).map(({ message }) => message);
  const general =
    /^learning_rate goes up to 0.5; adam hardly ever learns above 0.03 \(by experience in general/;
  expect(warnings([])).toEqual([expect.stringMatching(general)]);
  expect(warnings([tried('adam', 0.2, 0.8)])).toEqual([]);
  expect(
    learningRateWarnings(checked('method: grid\nparameters: {learning_rate: [0.01, 0.5]}').spec, []),
  ).toEqual([expect.objectContaining({ message: expect.stringMatching(general) })]);
  const failed = [0.2, 0.3, 0.4].map((rate) => tried('sgd', rate, 0.1));
  expect(warnings([...failed, tried('sgd', 0.1, 0.85), tried('adam', 0.2, 0.8)])).toEqual([
    'learning_rate goes up to 0.5; with sgd and 0.2 or more, none of 3 trials in this database learnt anything',
  ]);
});

it('what is drawn is said as its distribution', () => {
  const { space } = checked(
    `method: random\nrun_cap: 3\nparameters:
  learning_rate: {distribution: log_uniform_values, min: 0.0001, max: 0.1}
  momentum: {min: 0.0, max: 0.9}
  optimizer: {value: sgd}
  filters: {distribution: q_uniform, min: 16, max: 64, q: 16}
  units: {min: 10, max: 300}
  batch_size: {values: [32, 64], probabilities: [0.25, 0.75]}`,
  ).spec;
  const said = (name: string) => distributionText(space.get(name)!);
  expect(said('learning_rate')).toBe('0.0001 to 0.1, log-uniform');
  expect(said('momentum')).toBe('0 to 0.9, uniform');
  expect(said('filters')).toBe('16 to 64, uniform, in steps of 16');
  expect(said('units')).toBe('10 to 300, uniform, whole numbers');
  expect(said('batch_size')).toBe('32 (25 %)  64 (75 %)');
  expect(said('optimizer')).toBeUndefined();
});

it('a search that learns waits for the trials before its lookahead', () => {
  expect(lookaheadSpread([1, 1, 1, 1], 2, 4)).toEqual({ ms: 2, waiting: 0 });
  expect(lookaheadSpread([1, 1, 1, 1], 2, 0)).toEqual({ ms: 4, waiting: expect.closeTo(3 / 7) });
  // The third waits for the first, though the second has left its worker free.
  expect(lookaheadSpread([4, 1, 1, 1], 2, 1).ms).toBe(5);
});
