import type { Configuration, ParameterValue } from '../../configuration.ts';
import type { StoredMetrics } from '../../metric/metric.ts';
import type { Parameter } from '../../model/parameter.ts';
import type { Facts } from '../../trainable/trainable.ts';
import type { Cell, ColumnOf, ColumnType } from './table.ts';

/** The columns of a table whose names come from the sweep. */
export interface Names {
  readonly parameters: readonly string[];
  readonly metrics: readonly string[];
  readonly facts: readonly string[];
}

/**
 * The titles of these columns: the name alone, or with its kind before it if another column has that name.
 */
export class ColumnNames {
  private readonly counts = new Map<string, number>();

  /** `taken` are the names of columns that every table has. */
  constructor(names: Names, taken: Iterable<string>) {
    for (const name of [...taken, ...names.parameters, ...names.metrics, ...names.facts])
      this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  of(kind: keyof Names, name: string): string {
    const isPlain = this.counts.get(name) === 1 && !/^(parameters|metrics|facts)\./.test(name);
    return isPlain ? name : `${kind}.${name}`;
  }
}

export type Configured = { readonly parameters: Configuration; readonly facts: Facts };

/** The parameters of some configurations: those in `known` in their order, then all others by name. */
export function parameterNames(configurations: readonly Configured[], known: readonly string[]): string[] {
  const found = new Set(configurations.flatMap(({ parameters }) => Object.keys(parameters)));
  const first = known.filter((name) => found.delete(name));
  return [...first, ...[...found].sort()];
}

/** `parameter` is its definition, if it is a parameter of our networks. */
export function parameterColumn(
  name: string,
  title: string,
  configurations: readonly Configured[],
  parameter?: Parameter,
): ColumnOf<Configured> {
  const values = distinctValues(
    name,
    configurations.map(({ parameters }) => parameters),
  );
  const isInt32 =
    parameter?.kind.range === 'integer' && values.every((value) => value === Number(value) << 0);
  const type = typeOf(values);
  return {
    name: title,
    type: !parameter || !isNumber(type) ? type : isInt32 ? 'int32' : 'double',
    meaning: parameter?.help ?? `The parameter ${name}`,
    read: ({ parameters }) => cellOf(parameters, name),
  };
}

export function metricColumn(
  name: string,
  title: string,
  meaning = `The metric ${name}`,
): ColumnOf<StoredMetrics> {
  return { name: title, type: 'double', meaning, read: (metrics) => cellOf(metrics, name) };
}

export function factColumn(
  name: string,
  title: string,
  configurations: readonly Configured[],
): ColumnOf<Configured> {
  const values = distinctValues(
    name,
    configurations.map(({ facts }) => facts),
  );
  return {
    name: title,
    type: values.every(Number.isSafeInteger) ? 'int64' : 'double',
    meaning: `Known of the configuration beforehand: ${name}`,
    read: ({ facts }) => cellOf(facts, name),
  };
}

/** The value under a name, whatever the name is; null if there is none. */
export function cellOf<T extends Cell>(values: Readonly<Record<string, T>>, name: string): T | null {
  return Object.hasOwn(values, name) ? values[name]! : null;
}

/** The distinct values under a name. */
function distinctValues<T>(name: string, all: readonly Readonly<Record<string, T>>[]): T[] {
  const values = new Set<T>();
  for (const each of all) if (Object.hasOwn(each, name)) values.add(each[name]!);
  return [...values];
}

function typeOf(values: readonly ParameterValue[]): ColumnType {
  const all = (type: string) => values.every((value) => typeof value === type);
  if (values.length === 0) return 'json';
  if (all('string')) return 'string';
  if (all('boolean')) return 'boolean';
  if (!all('number')) return 'json';
  return values.every(Number.isSafeInteger) ? 'int64' : 'double';
}

function isNumber(type: ColumnType): boolean {
  return type === 'int64' || type === 'double';
}
