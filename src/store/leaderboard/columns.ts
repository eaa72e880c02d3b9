import { goalOf, metricInfo } from '../../metric/catalogue.ts';
import { ownValue } from '../../ownValue.ts';
import { trainableOf } from '../../trainable/index.ts';
import type { SweepInfo } from '../queries/sweepInfo.ts';
import { type Column, findColumn } from '../where/columns.ts';
import type { LeaderboardRow } from './row.ts';

/** A column of a leaderboard; `kind` is set if it belongs to the sweep rather than to every row. */
export type RowColumn = Column<LeaderboardRow> & { readonly kind?: keyof ColumnNames };

/** Names of the metrics, parameters and facts of a sweep's configurations and trials. */
export interface ColumnNames {
  readonly parameters: readonly string[];
  readonly metrics: readonly string[];
  readonly facts: readonly string[];
}

type NumberKey = {
  [K in keyof LeaderboardRow]-?: LeaderboardRow[K] extends number | null ? K : never;
}[keyof LeaderboardRow];

/**
 * All columns that the leaderboard of a sweep can be sorted and filtered by: those of every row, then its
 * metrics, parameters and facts by their own names. `metrics.NAME`, `parameters.NAME` and `facts.NAME`
 * distinguish columns of the same name. For the networks, `epochs` is the parameter and `epochsDone` the
 * number of epochs trained.
 */
export function leaderboardColumns(sweep: Ranking, names: ColumnNames): readonly RowColumn[] {
  return [...OF_EVERY_ROW, ...namedColumns([sweep], names)];
}

/** The same of the rows of several sweeps together, which can be told apart by their sweep. */
export function columnsOfSweeps(
  sweeps: readonly (Ranking & Pick<SweepInfo, 'id' | 'name'>)[],
  names: ColumnNames,
): readonly RowColumn[] {
  const nameOf = new Map(sweeps.map(({ id, name }) => [id, name]));
  const ofSweep = (name: string, read: RowColumn['read']): RowColumn => ({
    name,
    type: 'text',
    best: 'low',
    read,
  });
  return [
    ofSweep('sweep', ({ sweep }) => nameOf.get(sweep)),
    { ...number('sweep', 'high', 'sweep_id'), name: 'sweepId' },
    ofSweep('dataset', ({ dataset }) => dataset?.name),
    ofSweep('metric', ({ metric }) => metric),
    ...OF_EVERY_ROW,
    ...namedColumns(sweeps, names),
  ];
}

type Ranking = Pick<SweepInfo, 'trainable' | 'metric' | 'goal'>;

function namedColumns(sweeps: readonly Ranking[], names: ColumnNames): RowColumn[] {
  const kinds = new Set(sweeps.map(({ trainable }) => trainable));
  const known = [...kinds].flatMap((kind) => trainableOf(kind).parameters ?? []);
  const parameters = [...new Set([...known.map(({ name }) => name), ...names.parameters])];
  // Another sweep may have a parameter whose name is an alias here.
  const free = (aliases: readonly string[]) => aliases.filter((alias) => !names.parameters.includes(alias));
  const aliases = new Map(known.map(({ name, aliases = [] }) => [name, free(aliases)]));
  const goals = new Map(sweeps.map(({ metric, goal }) => [metric, goal]));
  return [
    ...names.metrics.map((name) => metricColumn(name, goals.get(name) ?? goalOf(name))),
    ...parameters.map((name) => parameterColumn(name, aliases.get(name) ?? [])),
    ...names.facts.map(factColumn),
  ];
}

/**
 * The name that a filter, a sort key or an address uses for a parameter, metric or fact: its name alone,
 * unless something else has the same name.
 */
export function columnKey(columns: readonly RowColumn[], kind: keyof ColumnNames, name: string): string {
  const whole = `${kind}.${name}`;
  return findColumn(columns, name)?.otherNames?.includes(whole) ? name : whole;
}

function metricColumn(name: string, goal: SweepInfo['goal'] | undefined): RowColumn {
  const { units } = metricInfo(name);
  return {
    name,
    kind: 'metrics',
    otherNames: [`metrics.${name}`, ...(ownValue(SHORT_NAMES, name) ?? [])],
    type: 'number',
    best: goal === 'minimize' ? 'low' : 'high',
    ...(units ? { units } : {}),
    read: (row) => ownValue(row.metrics, name),
  };
}

function parameterColumn(name: string, aliases: readonly string[]): RowColumn {
  return {
    name,
    kind: 'parameters',
    otherNames: [`parameters.${name}`, ...aliases],
    type: 'any',
    best: 'low',
    read: (row) => ownValue(row.parameters, name),
  };
}

function factColumn(name: string): RowColumn {
  return {
    name,
    kind: 'facts',
    otherNames: [`facts.${name}`, ...(ownValue(SHORT_NAMES, name) ?? [])],
    type: 'number',
    best: 'low',
    read: (row) => ownValue(row.facts, name),
  };
}

/** Other names for our own measurements. */
const SHORT_NAMES: Readonly<Record<string, readonly string[]>> = {
  parameterCount: ['parameter_count', 'weights'],
  latencyMs: ['latency_ms', 'latency'],
  latency1000Ms: ['latency_1000_ms', 'latency_1000'],
};

function number(name: NumberKey, best: Column<never>['best'], ...otherNames: string[]): RowColumn {
  return { name, otherNames, type: 'number', best, read: (row) => row[name] };
}

function text(name: 'state' | 'configuration'): RowColumn {
  return { name, type: 'text', best: 'low', read: (row) => row[name] };
}

const OF_EVERY_ROW: readonly RowColumn[] = [
  text('state'),
  text('configuration'),
  {
    name: 'tag',
    otherNames: ['tags'],
    type: 'text',
    best: 'low',
    read: ({ tags }) => (tags.length === 0 ? null : tags.join(' ')),
    readAll: ({ tags }) => tags,
  },
  number('rank', 'low'),
  { name: 'mean', type: 'number', best: 'high', read: (row) => row.mean },
  number('std', 'low'),
  number('replicates', 'high'),
  {
    name: 'stepsDone',
    otherNames: ['steps_done', 'epochsDone', 'epochs_done'],
    type: 'number',
    best: 'low',
    read: (row) => row.steps,
  },
  {
    ...number('durationMs', 'low', 'duration_ms', 'training_time'),
    ...(metricInfo('durationMs').units ? { units: metricInfo('durationMs').units! } : {}),
  },
  { name: 'trial', otherNames: ['trials'], type: 'number', best: 'low', read: ({ trials }) => trials[0] },
];
