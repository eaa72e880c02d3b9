import type { ParameterValue } from '../../configuration.ts';
import { formatValue } from '../../trial/varying.ts';
import { type Column, findColumn, suggestColumns } from './columns.ts';
import { compare, OPERATORS, type Operator } from './compare.ts';
import { filterInvalid } from './filterInvalid.ts';
import { compilePattern } from './pattern.ts';
import { Reader } from './reader.ts';
import { readValue } from './value.ts';

export type Predicate<Row> = (row: Row) => boolean;

const DEEPEST = 100;
/** A comparison of a column with a value, somewhere in a filter. */
export interface Comparison<Row> {
  readonly column: Column<Row>;
  readonly operator: Operator;
  readonly value: ParameterValue;
}

const SAME_OPERATOR: Readonly<Record<string, Operator>> = { '==': '=', '<>': '!=' };

/**
 * An expression such as `optimizer=adam and (val_accuracy>0.9 or not filters=[32, 64])` as a predicate. `not`
 * binds tighter than `and`, `and` tighter than `or`; keywords in any case; texts need quotes only if they are
 * not words. Names of columns may stand in backquotes, as in `` `my metric` > 0.9 ``, a doubled backquote
 * inside meaning one. `optimizer~^ada` and `!~` look for a regular expression. Nothing is ever evaluated as code.
 * @throws SweepError `filter_invalid` with the position of the mistake.
 */
export function parseWhere<Row>(text: string, columns: readonly Column<Row>[]): Predicate<Row> {
  return readWhere(text, columns).predicate;
}

/**
 * The same, with its comparisons with values in their order.
 * @throws SweepError `filter_invalid`.
 */
export function readWhere<Row>(
  text: string,
  columns: readonly Column<Row>[],
): { readonly predicate: Predicate<Row>; readonly comparisons: readonly Comparison<Row>[] } {
  const reader = new Reader(text);
  const comparisons: Comparison<Row>[] = [];
  const predicate = either(reader, columns, 0, comparisons);
  if (!reader.atEnd) throw reader.expected('and, or, or the end');
  return { predicate, comparisons };
}

function either<Row>(
  reader: Reader,
  columns: readonly Column<Row>[],
  depth: number,
  found: Comparison<Row>[],
): Predicate<Row> {
  if (depth > DEEPEST) throw reader.error('it is nested too deeply');
  const parts = [both(reader, columns, depth, found)];
  while (reader.takeWord('or')) parts.push(both(reader, columns, depth, found));
  return (row) => parts.some((part) => part(row));
}

function both<Row>(
  reader: Reader,
  columns: readonly Column<Row>[],
  depth: number,
  found: Comparison<Row>[],
): Predicate<Row> {
  const parts = [one(reader, columns, depth, found)];
  while (reader.takeWord('and')) parts.push(one(reader, columns, depth, found));
  return (row) => parts.every((part) => part(row));
}

function one<Row>(
  reader: Reader,
  columns: readonly Column<Row>[],
  depth: number,
  found: Comparison<Row>[],
): Predicate<Row> {
  let negated = false;
  while (reader.takeWord('not')) negated = !negated;
  const predicate = reader.takeBracket('(')
    ? bracketed(reader, columns, depth, found)
    : comparison(reader, columns, found);
  return negated ? (row) => !predicate(row) : predicate;
}

function bracketed<Row>(
  reader: Reader,
  columns: readonly Column<Row>[],
  depth: number,
  found: Comparison<Row>[],
): Predicate<Row> {
  const predicate = either(reader, columns, depth + 1, found);
  if (!reader.takeBracket(')')) throw reader.expected('a closing )');
  return predicate;
}

function comparison<Row>(
  reader: Reader,
  columns: readonly Column<Row>[],
  found: Comparison<Row>[],
): Predicate<Row> {
  const name = reader.take('name') ?? reader.take('word');
  if (!name) throw reader.expected('the name of a column');
  const column = findColumn(columns, name.text);
  if (!column) {
    const hint = suggestColumns(columns, name.text);
    throw filterInvalid(reader.text, name.position, `there is no column ${name.text}`, hint);
  }
  const written = reader.take('operator');
  if (!written) throw reader.expected(`one of ${OPERATORS.join(' ')}`);
  if (written.text.endsWith('~')) return matching(reader, column, written.text === '!~');
  const operator = SAME_OPERATOR[written.text] ?? (written.text as Operator);
  const value = readValue(reader, column);
  found.push({ column, operator, value });
  const { readAll } = column;
  if (!readAll) return (row) => compare(column.read(row), operator, value);
  if (operator === '!=') return (row) => !readAll(row).some((each) => compare(each, '=', value));
  return (row) => readAll(row).some((each) => compare(each, operator, value));
}

/** Whether a value, as it is written, has what the pattern describes; a row without a value has it neither way. */
function matching<Row>(reader: Reader, column: Column<Row>, negated: boolean): Predicate<Row> {
  if (column.type === 'number')
    throw reader.error(`${column.name} is a number; ~ looks for a pattern in texts`);
  const pattern = reader.take('pattern');
  if (!pattern) throw reader.expected('a pattern');
  let matches: (text: string) => boolean;
  try {
    matches = compilePattern(pattern.text);
  } catch (error) {
    const hint =
      'For example: optimizer~^ada, or optimizer~"^(adam|sgd)$"; without lookarounds and back references.';
    throw filterInvalid(reader.text, pattern.position, (error as Error).message, hint);
  }
  // Few values stand in many rows.
  const known = new Map<ParameterValue, boolean>();
  const test = (value: ParameterValue): boolean => {
    const found = known.get(value) ?? matches(formatValue(value));
    known.set(value, found);
    return found;
  };
  const { readAll } = column;
  return (row) => {
    if (readAll) return readAll(row).some(test) !== negated;
    const value = column.read(row);
    return value !== null && value !== undefined && test(value) !== negated;
  };
}
