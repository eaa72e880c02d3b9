import type { ParameterValue } from '../../configuration.ts';
import { DISTRIBUTIONS } from '../../space/index.ts';
import type { Space } from '../../space/space.ts';
import { FORKED_FROM, forkedFrom } from '../../trainable/network/fork.ts';
import type { NetworkSetup } from '../../trainable/network/setup.ts';
import type { OwnFields, ReadSpec } from '../dialect.ts';
import { refusal } from '../legalValue.ts';
import type { Mention } from '../parameters/readParameters.ts';
import { labelOf } from '../readEntry.ts';
import type { Report } from '../report.ts';
import { type MappingTree, partAt } from '../yaml/tree.ts';
import { datasetOf } from './dataset.ts';
import { warnOfNoEffect } from './effects.ts';
import type { NetworkFields } from './fields.ts';

/** Leaves enough of the published datasets' 60,000 images to train on. */
const MOST = 59_000;

/** The setup of networks, and their space, whose first parameter is the model. */
export function buildNetworkSpec(
  { root, file, fields, mentions, space: written }: ReadSpec,
  report: Report,
): { readonly setup: NetworkSetup; readonly space: Space } {
  const own = fields as NetworkFields;
  limitValidation(root, own, report);
  judgeLayers(mentions, report);
  if (mentions.every(({ distribution }) => distribution))
    warnOfNoEffect(mentions, written, modelsOf(own), report);
  // The loss has only one value and is no parameter; the mark of a fork is one.
  const others = [...written].filter(([name]) => name !== 'loss');
  return { setup: setupOf(own, file), space: new Map([...modelSpace(own), ...others, ...forkSpace(own)]) };
}

function setupOf({ dataset, validation, engine, fork }: NetworkFields, file: string): NetworkSetup {
  const size = validation?.size ?? 10_000;
  return {
    kind: 'network',
    dataset: datasetOf(dataset, file),
    validation: size === 'test' ? { kind: 'test' } : { kind: 'holdout', size, seed: validation?.seed ?? 0 },
    engine: engine ?? 'onnx',
    ...(fork ? { fork } : {}),
  };
}

function modelsOf({ model }: NetworkFields) {
  return model ?? (['cnn'] as const);
}

/** Categorical even for a single network, so that draws do not depend on the number of networks. */
export function modelSpace(fields: OwnFields): Space {
  const values: readonly ParameterValue[] = modelsOf(fields as NetworkFields);
  return new Map([['model', oneOf(values)]]);
}

function forkSpace({ fork }: NetworkFields): Space {
  const from = fork?.at(-1);
  return from ? new Map([[FORKED_FROM, oneOf([forkedFrom(from)])]]) : new Map();
}

function oneOf(values: readonly ParameterValue[]) {
  return DISTRIBUTIONS.get('categorical')!.build({ values });
}

/**
 * A number of layers and their width make `units` together; neither has an effect alone, or beside `units`.
 */
function judgeLayers(mentions: readonly Mention[], report: Report): void {
  const find = (wanted: string) => mentions.find(({ parameter }) => parameter.name === wanted);
  const [layers, size, units] = [find('num_layers'), find('hidden_size'), find('units')];
  if (layers && size && !units) {
    const message = `${layers.name} and ${size.name} are units here: 2 layers of 64 are units [64, 64]`;
    report.warning(layers.keyPlace, layers.path, message);
  } else if (units && (layers ?? size)) {
    const { name, keyPlace, path } = (layers ?? size)!;
    const message = `${name} and units both say how many hidden units there are`;
    report.error(keyPlace, path, message, 'Keep units alone, or num_layers with hidden_size.');
  } else if (layers) {
    const message = `${layers.name} needs hidden_size beside it, the units of each layer`;
    const hint = 'Such as "hidden_size: 128"; layers of several widths are lists: units: [[300, 100]].';
    report.error(layers.keyPlace, layers.path, message, hint);
  } else if (size) {
    const message = `${size.name} needs num_layers beside it, the number of layers that have it`;
    report.error(size.keyPlace, size.path, message, 'For one hidden layer, write units in its place.');
  }
}

/**
 * Reports a validation split too large for the published datasets; users' own datasets are checked when they
 * are read.
 */
function limitValidation(root: MappingTree, { dataset, validation }: NetworkFields, report: Report): void {
  const entry = root.entries.get('validation');
  const size = validation?.size;
  const published = dataset ? !('path' in dataset) : !root.entries.has('dataset');
  if (!entry || !published || typeof size !== 'number' || size <= MOST) return;
  const part = partAt(entry.value, ['size']);
  const path = part ? ['validation', 'size'] : ['validation'];
  const rule = `must be test, or a number of images from 10 to ${MOST}`;
  report.error((part ?? entry.value).place, path, refusal(labelOf(path), rule, size));
}
