import { SweepError } from '../../errors.ts';
import { type IntegerArray, RENUMBER } from './array.ts';

const KINDS: Readonly<Record<string, string>> = { u: 'uint', i: 'int', f: 'float', c: 'complex' };
const OTHERS: Readonly<Record<string, string>> = { b: 'bool', O: 'objects', S: 'text', U: 'text' };

/** The error for a type that cannot be trained on, with the line of numpy that converts it. */
export function refuseType(
  descr: string,
  { origin, name }: Pick<IntegerArray, 'origin' | 'name'>,
  holds: 'images' | 'labels',
): SweepError {
  const rule = holds === 'images' ? 'images must be uint8' : 'labels must be integers';
  const message = `${origin} holds ${typeName(descr)}; ${rule}, in little endian.`;
  const conversion = holds === 'images' ? imagesAs(descr, name) : labelsAs(descr, name);
  return new SweepError('dataset_invalid', message, `In numpy: ${conversion}.`);
}

function imagesAs(descr: string, name: string): string {
  const plain = `${name} = ${name}.astype("uint8")`;
  if (descr.includes('f')) {
    return `${name} = (${name} * 255).round().astype("uint8") where values go from 0 to 1, ${plain} where they go to 255`;
  }
  return descr === '|b1' ? `${plain} * 255` : plain;
}

function labelsAs(descr: string, name: string): string {
  if (typeName(descr) === 'text') return `${RENUMBER} numbers both sets from 0`;
  return `${name} = ${name}.astype("<i8")`;
}

/** `float32`, `big-endian int64`; a structured or unknown type as numpy writes it. */
function typeName(descr: string): string {
  const [, order, kind, bytes] = /^([<>|=]?)([a-zA-Z])(\d*)$/.exec(descr) ?? [];
  if (kind === undefined) return descr;
  const name = KINDS[kind] ? `${KINDS[kind]}${8 * Number(bytes)}` : (OTHERS[kind] ?? descr);
  return order === '>' && KINDS[kind] ? `big-endian ${name}` : name;
}
