import type { ParameterValue } from '../../configuration.ts';
import { listed } from '../../format.ts';
import { formatValue } from '../../trial/varying.ts';
import type { ReportData } from '../readReport.ts';

/** The values that a spec allowed for a parameter, in words. */
export interface Choice {
  readonly name: string;
  /** Whether its values differ, or it does not always exist. */
  readonly varies: boolean;
  readonly words: string;
}

type Definition = Readonly<Record<string, unknown>> & { readonly distribution: string };

const VALUES_NAMED = 12;

/** The spec's space; if the spec cannot be read, the values that the configurations have. */
export function choicesOf({ sweep, all, chart }: ReportData): Choice[] {
  const { models, parameters } = JSON.parse(sweep.specJson) as {
    models?: readonly string[];
    parameters?: Readonly<Record<string, Definition>>;
  };
  if (!parameters) {
    return chart.varying.map((name) => {
      const values = new Set(all.map((row) => formatValue(row.parameters[name])));
      return { name, varies: true, words: oneOf([...values]) };
    });
  }
  return [
    ...(models ? [{ name: 'model', varies: models.length > 1, words: oneOf(models) }] : []),
    ...Object.entries(parameters).map(([name, definition]) => ({
      name,
      varies:
        definition.when !== undefined || (definition.distribution !== 'constant' && !isSingle(definition)),
      words: `${distributionWords(definition)}${conditionWords(definition)}`,
    })),
  ];
}

function isSingle({ values }: Definition): boolean {
  return Array.isArray(values) && new Set(values.map((value) => JSON.stringify(value))).size === 1;
}

/** Such as `0.0001 to 0.01, evenly by its logarithm`. */
function distributionWords(definition: Definition): string {
  const { distribution, min, max, q, mu, sigma, a, b } = definition;
  const steps = q === undefined ? '' : `, in steps of ${q}`;
  const range = `${min} to ${max}`;
  switch (distribution.replace(/^q_/, '')) {
    case 'constant':
      return valueWords(definition.value);
    case 'categorical':
      return oneOf((definition.values as unknown[]).map(valueWords));
    case 'categorical_w_probabilities': {
      const shares = definition.probabilities as readonly number[];
      return oneOf(
        (definition.values as unknown[]).map(
          (value, index) => `${valueWords(value)} (${Number((100 * shares[index]!).toPrecision(3))} %)`,
        ),
      );
    }
    case 'int_uniform':
      return `an integer, ${range}${steps}`;
    case 'uniform':
      return `${range}${steps}`;
    case 'log_uniform_values':
    case 'inv_log_uniform_values':
      return `${range}, evenly by the logarithm${steps}`;
    case 'normal':
      return `normal with mean ${mu} and standard deviation ${sigma}${steps}`;
    case 'log_normal':
      return `log-normal: its logarithm has mean ${mu} and standard deviation ${sigma}${steps}`;
    case 'beta':
      return `beta with a = ${a} and b = ${b}${steps}`;
    default:
      return distribution;
  }
}

/** Such as `, where model is cnn`. */
function conditionWords({ when = {} }: Definition): string {
  const conditions = Object.entries(when as Readonly<Record<string, unknown>>).map(([name, values]) => {
    const allowed = Array.isArray(values) ? values : [values];
    return `${name} is ${oneOf(allowed.map(valueWords))}`;
  });
  return conditions.length === 0 ? '' : `, where ${listed(conditions)}`;
}

function valueWords(value: unknown): string {
  return formatValue(value as ParameterValue);
}

function oneOf(words: readonly string[]): string {
  const distinct = [...new Set(words)];
  if (distinct.length > VALUES_NAMED)
    return `${distinct.slice(0, VALUES_NAMED).join(', ')}, … (${distinct.length} values)`;
  return distinct.length < 2
    ? distinct.join('')
    : `${distinct.slice(0, -1).join(', ')} or ${distinct.at(-1)}`;
}
