import type { Configuration, ParameterValue } from '../configuration.ts';

/** `model` or a parameter's name. */
export type Column = string;

/** The configuration's value in a column; undefined where the parameter has no effect on it. */
export function columnValue(configuration: Configuration, column: Column): ParameterValue | undefined {
  return column === 'model' ? configuration.model : configuration.parameters[column];
}

/** The columns in which the configurations differ, `model` first, then in the order of the parameters. */
export function varyingColumns(configurations: readonly Configuration[]): Column[] {
  const columns = new Set<Column>(['model']);
  for (const { parameters } of configurations) for (const name of Object.keys(parameters)) columns.add(name);
  return [...columns].filter((column) => {
    const values = new Set(
      configurations.map((configuration) => formatValue(columnValue(configuration, column))),
    );
    return values.size > 1;
  });
}

/** A value as people write it; a dash where the parameter has no effect. */
export function formatValue(value: ParameterValue | undefined): string {
  if (value === undefined) return '–';
  return typeof value === 'object' ? `[${value.join(', ')}]` : String(value);
}

/** `optimizer=adam batch_size=32`, for the given columns, leaving out those without effect. */
export function describeConfiguration(configuration: Configuration, columns: readonly Column[]): string {
  return columns
    .filter((column) => columnValue(configuration, column) !== undefined)
    .map((column) => `${column}=${formatValue(columnValue(configuration, column)).replaceAll(' ', '')}`)
    .join(' ');
}
