import type { ChalkInstance } from 'chalk';
import { duration, plural } from '../../format.ts';
import type { SweepPlan } from '../../sweep/plan.ts';
import { selectionOf } from '../../sweepfile/selection.ts';
import type { Spec } from '../../sweepfile/spec.ts';
import { columnValue, formatValue } from '../../trial/varying.ts';
import type { PlanSummary } from '../commands/plan.ts';
import { datasetSizes, selectionLines } from './dataset.ts';
import { table } from './table.ts';
import { cut } from './terminal.ts';

const VALUES_SHOWN = 8;

/** What a plan comes to, for a person. */
export function describePlan(
  chalk: ChalkInstance,
  spec: Spec,
  { configurations }: SweepPlan,
  summary: PlanSummary,
  varying: readonly string[],
): string {
  const rows = varying.map((column) => {
    const values = new Set(
      configurations.map(({ configuration }) => formatValue(columnValue(configuration, column))),
    );
    const shown = [...values].slice(0, VALUES_SHOWN).join('  ');
    const more = values.size > VALUES_SHOWN ? `  … ${values.size} values` : '';
    return [column, cut(shown, 90) + chalk.dim(more)];
  });
  const { cells, collapsed, alreadyDone, toRun, trials, epochs, estimateMs, workers } = summary;
  const replicates = spec.replicates > 1 ? ` × ${spec.replicates} replicates` : '';
  const grid =
    cells !== null && collapsed > 0
      ? `${plural(cells, 'cell')} of the grid; ${collapsed} would train the same network as another and are left out`
      : '';
  return [
    `${chalk.bold(spec.name)}  ${spec.method}  ${spec.models.join(' and ')}  ${spec.dataset.name}  ranked by ${spec.metric.name}`,
    chalk.dim(datasetSizes(summary.dataset)),
    selectionLines(chalk, selectionOf(spec)),
    rows.length > 0 ? table(chalk, [{ title: 'varies' }, { title: 'values' }], rows) : 'One configuration.',
    grid,
    `${plural(summary.configurations, 'configuration')}${replicates} = ${plural(trials, 'trial')}` +
      (alreadyDone > 0 ? `, ${alreadyDone} of them done already` : ''),
    toRun === 0
      ? chalk.green('Nothing left to run.')
      : `${plural(toRun, 'trial')} to run, ${plural(epochs, 'epoch')}: about ${duration(estimateMs)} on ${plural(workers, 'worker')}`,
  ]
    .filter(Boolean)
    .join('\n');
}
