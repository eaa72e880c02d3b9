import type { Parameter } from '../../model/parameter.ts';
import { findWritable, writableNames } from '../../model/parameters/index.ts';
import type { Dialect, ParameterRule } from '../dialect.ts';
import { didYouMean } from '../suggest.ts';
import { nameText } from '../valueText.ts';
import { buildNetworkSpec, modelSpace } from './build.ts';
import { DATASET_KEYS } from './dataset.ts';
import { NETWORK_FIELDS } from './fields.ts';
import { refuseForeign } from './foreign.ts';
import { GROUP_NAMES, spreadGroups, spreadSetting } from './groups.ts';
import { networkMetric } from './metric.ts';

const names = writableNames();
const rules = new Map<Parameter, ParameterRule>();

/** Specs that train this package's own networks on images. */
export const network: Dialect = {
  does: 'trains networks on images',
  signs: [],
  fields: NETWORK_FIELDS,
  innerKeys: { dataset: DATASET_KEYS, validation: ['size', 'seed'] },
  groups: GROUP_NAMES,
  parameterNames: names,
  fromWandb: false,
  metric: networkMetric,
  parameter(name) {
    const parameter = findWritable(name);
    if (!parameter) return undefined;
    if (!rules.has(parameter)) rules.set(parameter, { ...parameter, example: exampleOf(parameter) });
    return rules.get(parameter);
  },
  unknownParameter(name, report) {
    const suggestion = didYouMean(name, names);
    const message = `There is no parameter ${nameText(name)}`;
    if (suggestion !== undefined) return [message, suggestion];
    const own = 'A program of yours has parameters of any name: add program: train.py.';
    return report.tellsFirst('parameters')
      ? [message, `${own} Those of networks are ${names.join(', ')}.`]
      : [message];
  },
  refuseForeign,
  spreadGroups,
  spreadSetting,
  furtherParameters: modelSpace,
  build: buildNetworkSpec,
};

function exampleOf({ defaultValue, kind }: Parameter): string {
  if (kind.choices) return kind.choices.slice(0, 2).join(', ');
  return String(typeof defaultValue === 'function' ? defaultValue('cnn', {}) : defaultValue);
}
