import type { ParameterValue } from '../../configuration.ts';
import type { Column } from './columns.ts';
import { filterInvalid } from './filterInvalid.ts';
import type { Reader } from './reader.ts';

/** The right side of a comparison: a number, a word, a quoted text, true, false or a list of numbers. */
export function readValue<Row>(reader: Reader, column: Column<Row>): ParameterValue {
  const number = reader.take('number');
  if (number) {
    if (column.type !== 'text') return Number(number.text);
    return number.text;
  }
  if (column.type === 'number') {
    const amount = readAmount(reader, column.units);
    if (amount !== undefined) return amount;
    const units = column.units ? `, with ${Object.keys(column.units).join(', ')} after it or none` : '';
    throw reader.expected(`a number, as ${column.name} is one${units}`);
  }
  if (reader.takeBracket('[')) return readList(reader);
  const text = reader.take('text');
  if (text) return text.text;
  const word = reader.take('word');
  if (!word) throw reader.expected('a value');
  if (/^(and|or|not)$/i.test(word.text)) {
    throw filterInvalid(reader.text, word.position, `expected a value, found ${word.text}`);
  }
  if (/^(true|false)$/i.test(word.text)) return word.text.toLowerCase() === 'true';
  return word.text;
}

/** `90s` or `1m30s`; undefined, with no token taken, if the next token is no amount. */
function readAmount(reader: Reader, units: Column<never>['units'] = {}): number | undefined {
  const word = reader.peek('word')?.text ?? '';
  const parts = [...word.matchAll(/(\d+(?:\.\d+)?)([a-z]+)/gi)];
  const known = parts.length > 0 && parts.every(([, , unit]) => Object.hasOwn(units, unit!));
  if (!known || parts.map(([part]) => part).join('') !== word) return undefined;
  reader.take('word');
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * units[unit!]!, 0);
}

function readList(reader: Reader): readonly number[] {
  const list: number[] = [];
  while (!reader.takeBracket(']')) {
    if (list.length > 0 && !reader.takeBracket(',')) throw reader.expected('a comma or ]');
    const number = reader.take('number');
    if (!number) throw reader.expected('a number');
    list.push(Number(number.text));
  }
  return list;
}
