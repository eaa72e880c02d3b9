import type { Configuration, ParameterValue } from '../../configuration.ts';
import type { Parameter } from '../../model/parameter.ts';
import { PARAMETERS } from '../../model/parameters/index.ts';
import { varyingColumns } from '../../trial/varying.ts';
import type { ColumnOf, ColumnType } from './table.ts';

type ParameterColumn = ColumnOf<{ readonly configuration: Configuration }>;

/** A column for each parameter that one of the configurations has, in the order of the table of parameters. */
export function parameterColumns(configurations: readonly Configuration[]): ParameterColumn[] {
  const valuesOf = new Map<string, Set<ParameterValue>>();
  for (const { parameters } of configurations) {
    for (const [name, value] of Object.entries(parameters)) {
      const values = valuesOf.get(name);
      if (values) values.add(value);
      else valuesOf.set(name, new Set([value]));
    }
  }
  return PARAMETERS.filter(({ name }) => valuesOf.has(name)).map((parameter) => ({
    name: parameter.name,
    type: typeOf(parameter, [...valuesOf.get(parameter.name)!]),
    meaning: parameter.help,
    read: ({ configuration }) => configuration.parameters[parameter.name] ?? null,
  }));
}

/** The same for the parameters in which the configurations differ. */
export function varyingParameterColumns(configurations: readonly Configuration[]): ParameterColumn[] {
  const varying = new Set(varyingColumns(configurations));
  return parameterColumns(configurations).filter(({ name }) => varying.has(name));
}

function typeOf({ kind }: Parameter, values: readonly ParameterValue[]): ColumnType {
  if (values.some((value) => typeof value === 'object')) return 'json';
  if (kind.range !== 'none') return kind.range === 'integer' ? 'int32' : 'double';
  return values.some((value) => typeof value === 'boolean') ? 'boolean' : 'string';
}
