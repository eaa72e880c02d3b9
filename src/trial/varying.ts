import type { Configuration, ParameterValue } from '../configuration.ts';

/** `model` or a parameter's name. */
export type Column = string;

/** The configuration's value in a column; undefined where the parameter has no effect on it. */
export function columnValue(configuration: Configuration, column: Column): ParameterValue | undefined {
  return column === 'model' ? configuration.model : configuration.parameters[column];
}

/**
 * The columns in which the configurations differ, `model` first, then as the configurations have them. A parameter
 * that has one value wherever it has an effect does not vary.
 */
export function varyingColumns(configurations: readonly Configuration[]): Column[] {
  const firsts = new Map<Column, ParameterValue | undefined>([['model', configurations[0]?.model]]);
  const varying = new Set<Column>();
  const look = (column: Column, value: ParameterValue) => {
    const first = firsts.get(column);
    if (first === undefined) firsts.set(column, value);
    else if (first !== value && !varying.has(column) && formatValue(first) !== formatValue(value)) {
      varying.add(column);
    }
  };
  for (const { model, parameters } of configurations) {
    look('model', model);
    for (const column of Object.keys(parameters)) look(column, parameters[column]!);
  }
  return [...firsts.keys()].filter((column) => varying.has(column));
}

/** A value as people write it; a dash where the parameter has no effect. */
export function formatValue(value: ParameterValue | undefined): string {
  if (value === undefined) return '–';
  return typeof value === 'object' ? `[${value.join(', ')}]` : String(value);
}

/** The same for reading: a number of a random sweep with four significant digits, `0.0001521`. */
export function shortValue(value: ParameterValue | undefined): string {
  if (typeof value !== 'number' || Number.isInteger(value)) return formatValue(value);
  return String(Number(value.toPrecision(4)));
}

/** `optimizer=adam batch_size=32`, for the given columns, leaving out those without effect. */
export function describeConfiguration(configuration: Configuration, columns: readonly Column[]): string {
  return columns
    .filter((column) => columnValue(configuration, column) !== undefined)
    .map((column) => `${column}=${shortValue(columnValue(configuration, column)).replaceAll(' ', '')}`)
    .join(' ');
}
