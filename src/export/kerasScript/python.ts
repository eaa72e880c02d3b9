import { printableJson } from '../../printable.ts';
import { Float, isKerasObject, type KerasObject, type KerasValue } from '../keras/kerasObject.ts';

/** Characters on one line of the script. */
const LINE = 100;

/** A text as a literal of Python: JSON's escapes are Python's, too. */
export function text(value: string): string {
  return printableJson(JSON.stringify(value));
}

/** A text within a docstring, quoted: it can neither end the docstring nor deceive a terminal. */
export function quoted(value: string): string {
  return text(value).replaceAll('\\', '\\\\');
}

/** A value as Python writes it, lists as tuples. */
export function literal(value: KerasValue | undefined): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number' || value instanceof Float) return String(value);
  if (isKerasObject(value)) return callOf(value, value.module);
  return `(${value.map(String).join(', ')}${value.length === 1 ? ',' : ''})`;
}

/** Leading arguments of constructors, written without their names. */
const POSITIONAL: Readonly<Record<string, readonly string[]>> = {
  Rescaling: ['scale'],
  Conv2D: ['filters', 'kernel_size'],
  Dense: ['units'],
  Activation: ['activation'],
  MaxPooling2D: ['pool_size'],
  AveragePooling2D: ['pool_size'],
  Dropout: ['rate'],
  L2: ['l2'],
  Constant: ['value'],
};

/** Arguments that are left out because they are Keras's defaults. */
const DEFAULTS: Readonly<Record<string, string>> = {
  strides: '(1, 1)',
  padding: '"valid"',
  data_format: '"channels_last"',
  use_bias: 'True',
  kernel_initializer: 'keras.initializers.GlorotUniform()',
  kernel_regularizer: 'None',
  offset: '0',
  weight_decay: 'None',
  global_clipnorm: 'None',
  nesterov: 'False',
  centered: 'False',
  amsgrad: 'False',
};

/** The call that makes an object of Keras; values in `replaced` override its configuration. */
export function callOf(
  { className, config }: KerasObject,
  module: string,
  replaced: Readonly<Record<string, string>> = {},
): string {
  const values = Object.entries(config).map(
    ([key, value]) => [key, replaced[key] ?? literal(value)] as const,
  );
  const needed = values.filter(([key, value]) => {
    if (key === 'name') return module === 'layers';
    return DEFAULTS[key] !== value && !(key === 'activation' && value === '"linear"');
  });
  const first = POSITIONAL[className] ?? [];
  const named = needed.filter(([key]) => !first.includes(key) && key !== 'name');
  const args = [
    ...first.flatMap((key) => needed.filter(([name]) => name === key).map(([, value]) => value)),
    ...[...named, ...needed.filter(([key]) => key === 'name')].map(([key, value]) => `${key}=${value}`),
  ];
  return `${module}.${className}(${args.join(', ')})`;
}

/** A call on one line if it fits at that indent, else with one line for each argument. */
export function wrapped(call: string, indent: number): string {
  const spaces = ' '.repeat(indent);
  if (indent + call.length < LINE) return spaces + call;
  const open = call.indexOf('(');
  const args = splitArguments(call.slice(open + 1, -1));
  return [
    `${spaces}${call.slice(0, open + 1)}`,
    ...args.map((argument) => `${wrapped(argument, indent + 4)},`),
    `${spaces})`,
  ].join('\n');
}

/** Splits at the commas outside brackets. */
function splitArguments(list: string): string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const character of list) {
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (character === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim());
}
