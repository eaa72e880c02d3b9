import { type Column, findColumn, suggestColumns } from './columns.ts';
import { compare, OPERATORS, type Operator } from './compare.ts';
import { filterInvalid } from './filterInvalid.ts';
import { Reader } from './reader.ts';
import { readValue } from './value.ts';

export type Predicate<Row> = (row: Row) => boolean;

const DEEPEST = 100;
const SAME_OPERATOR: Readonly<Record<string, Operator>> = { '==': '=', '<>': '!=' };

/**
 * An expression such as `optimizer=adam and (val_accuracy>0.9 or not filters=[32, 64])` as a predicate. `not`
 * binds tighter than `and`, `and` tighter than `or`; keywords in any case; texts need quotes only if they are
 * not words. Names of columns may stand in backquotes, as in `` `my metric` > 0.9 ``, a doubled backquote
 * inside meaning one. Nothing is ever evaluated as code.
 * @throws SweepError `filter_invalid` with the position of the mistake.
 */
export function parseWhere<Row>(text: string, columns: readonly Column<Row>[]): Predicate<Row> {
  const reader = new Reader(text);
  const predicate = either(reader, columns, 0);
  if (!reader.atEnd) throw reader.expected('and, or, or the end');
  return predicate;
}

function either<Row>(reader: Reader, columns: readonly Column<Row>[], depth: number): Predicate<Row> {
  if (depth > DEEPEST) throw reader.error('it is nested too deeply');
  const parts = [both(reader, columns, depth)];
  while (reader.takeWord('or')) parts.push(both(reader, columns, depth));
  return (row) => parts.some((part) => part(row));
}

function both<Row>(reader: Reader, columns: readonly Column<Row>[], depth: number): Predicate<Row> {
  const parts = [one(reader, columns, depth)];
  while (reader.takeWord('and')) parts.push(one(reader, columns, depth));
  return (row) => parts.every((part) => part(row));
}

function one<Row>(reader: Reader, columns: readonly Column<Row>[], depth: number): Predicate<Row> {
  let negated = false;
  while (reader.takeWord('not')) negated = !negated;
  const predicate = reader.takeBracket('(') ? bracketed(reader, columns, depth) : comparison(reader, columns);
  return negated ? (row) => !predicate(row) : predicate;
}

function bracketed<Row>(reader: Reader, columns: readonly Column<Row>[], depth: number): Predicate<Row> {
  const predicate = either(reader, columns, depth + 1);
  if (!reader.takeBracket(')')) throw reader.expected('a closing )');
  return predicate;
}

function comparison<Row>(reader: Reader, columns: readonly Column<Row>[]): Predicate<Row> {
  const name = reader.take('name') ?? reader.take('word');
  if (!name) throw reader.expected('the name of a column');
  const column = findColumn(columns, name.text);
  if (!column) {
    const hint = suggestColumns(columns, name.text);
    throw filterInvalid(reader.text, name.position, `there is no column ${name.text}`, hint);
  }
  const written = reader.take('operator');
  if (!written) throw reader.expected(`one of ${OPERATORS.join(' ')}`);
  const operator = SAME_OPERATOR[written.text] ?? (written.text as Operator);
  const value = readValue(reader, column);
  const { readAll } = column;
  if (!readAll) return (row) => compare(column.read(row), operator, value);
  if (operator === '!=') return (row) => !readAll(row).some((each) => compare(each, '=', value));
  return (row) => readAll(row).some((each) => compare(each, operator, value));
}
