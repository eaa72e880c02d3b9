import { expect, it } from 'vitest';
import { logarithmicParameters, searchedParameters } from '../../src/sweepfile/searchedParameters.ts';
import { derivedParameters } from '../../src/trainable/derivedParameters.ts';
import { TRAINABLES } from '../../src/trainable/index.ts';
import { varyingParameters } from '../../src/trial/varying.ts';

const { network, program } = TRAINABLES;

/** The derived parameters of networks; `searched` are those of the spec. */
function derived(searched: readonly string[], ...assigned: readonly object[]) {
  const configurations = assigned.map((each) => network.configure({ model: 'ann', ...each }));
  return derivedParameters(network, varyingParameters(configurations), searched, configurations);
}

it('names the values that an optimizer brings along, however often its own is tried', () => {
  const optimizers = ['sgd', 'adam', 'lion', 'adamw', 'sgd'].map((optimizer) => ({ optimizer }));
  expect(derived(['optimizer'], ...optimizers)).toEqual(['learning_rate', 'weight_decay', 'beta_2']);
});

it('never names what the spec varies, nor what somebody chose otherwise once', () => {
  const [sgd, adam] = [{ optimizer: 'sgd' }, { optimizer: 'adam' }];
  expect(derived(['optimizer', 'learning_rate'], sgd, adam)).toEqual([]);
  expect(derived(['optimizer'], sgd, adam, { optimizer: 'adam', learning_rate: 0.1 })).toEqual([]);
  // Words of the optimizer's stand for a momentum, which is no default.
  expect(derived(['optimizer'], sgd, { optimizer: 'momentum' }, { optimizer: 'nag' })).toEqual([]);
});

it('names nothing of a program, whose parameters have no defaults', () => {
  const configurations = [
    { lr: 1, decay: 2 },
    { lr: 2, decay: 4 },
  ];
  expect(derivedParameters(program, ['lr', 'decay'], ['lr'], configurations)).toEqual([]);
});

it('reads which parameters a spec varies', () => {
  const parameters = { a: { distribution: 'constant', value: 1 }, b: { distribution: 'uniform' } };
  expect(searchedParameters(JSON.stringify({ parameters }))).toEqual(['b']);
  expect(searchedParameters('{}')).toEqual([]);
});

it('reads which parameters a spec draws by their logarithm', () => {
  const of = (distribution: string) => ({ distribution });
  const parameters = {
    a: of('uniform'),
    b: of('log_uniform_values'),
    c: of('q_log_normal'),
    d: of('inv_log_uniform_values'),
    e: of('categorical'),
  };
  expect(logarithmicParameters(JSON.stringify({ parameters }))).toEqual(['b', 'c', 'd']);
});
