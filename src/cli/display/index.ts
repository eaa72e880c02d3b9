import type { LoadedDataset } from '../../data/load.ts';
import { SweepError } from '../../errors.ts';
import { type Database, leaderboard } from '../../store/index.ts';
import { NetworkSizes } from '../../sweep/networkSizes.ts';
import type { SweepPlan } from '../../sweep/plan.ts';
import { rankedOn, selectionOf } from '../../sweepfile/selection.ts';
import type { Spec } from '../../sweepfile/spec.ts';
import { varyingColumns } from '../../trial/varying.ts';
import type { Context } from '../context.ts';
import { datasetName, datasetSizes, selectionLines } from '../format/dataset.ts';
import { splitSizes } from '../splitSizes.ts';
import type { Display } from './display.ts';
import { jsonLinesDisplay } from './jsonLines.ts';
import { liveDisplay } from './live.ts';
import { plainDisplay } from './plain.ts';
import { Progress } from './progress.ts';
import { describeDatabase, isOfDatabase } from './wording.ts';

interface DisplayRequest {
  readonly spec: Spec;
  readonly data: LoadedDataset;
  readonly plan: SweepPlan;
  readonly db: Database;
  readonly context: Context;
  readonly quiet: boolean;
}

/** JSON lines where asked for, a live view on a terminal, plain lines elsewhere, nothing where quiet. */
export function chooseDisplay({ spec, data, plan, db, context, quiet }: DisplayRequest): Display {
  const { dataset } = data;
  const best = (sweepId: number) => {
    const [row] = leaderboard(db, sweepId, { limit: 1 });
    return row?.rank == null ? null : row;
  };
  if (context.json) {
    const { name, synthetic, fingerprint, input } = dataset;
    const shown = { name, synthetic, fingerprint, input };
    const header = {
      name: spec.name,
      engine: spec.engine,
      metric: spec.metric.name,
      rankedOn: rankedOn(selectionOf(spec)),
      dataset: shown,
      best,
    };
    return jsonLinesDisplay(context, header);
  }
  printHeading(context, spec, data);
  if (quiet) return quietDisplay(context);
  const columns = varyingColumns(plan.configurations.map(({ configuration }) => configuration));
  if (!context.interactive) return plainDisplay(context, columns, spec.replicates);
  const sizes = splitSizes(spec.validation, dataset.trainCount, dataset.testCount);
  const networks = new NetworkSizes(dataset.input);
  const progress = new Progress(spec.metric, sizes, ({ configuration }) => {
    const size = networks.of(configuration);
    if (size instanceof SweepError) throw size;
    return { configuration, size };
  });
  return liveDisplay(progress, {
    chalk: context.chalk,
    columns,
    replicates: spec.replicates,
    stream: process.stdout,
    database: context.database,
    bestBefore: (sweepId) => {
      const [row] = leaderboard(db, sweepId, { by: 'trial', limit: 1 });
      return row?.mean == null ? undefined : { trial: row.trials[0]!, value: row.mean };
    },
  });
}

/** Only what keeps the run from going on. */
function quietDisplay({ note, database }: Context): Display {
  return {
    onEvent(event) {
      if (isOfDatabase(event)) note(describeDatabase(database, event));
    },
    stopping: note,
    close() {},
  };
}

function printHeading({ chalk, print }: Context, spec: Spec, { dataset, origin }: LoadedDataset): void {
  const where = origin.kind === 'synthetic' ? '' : chalk.dim(` from ${origin.path}`);
  print(`${chalk.bold(spec.name)}  ${spec.models.join(' and ')} on ${datasetName(chalk, dataset)}${where}`);
  print(chalk.dim(datasetSizes(dataset)));
  const warning = selectionLines(chalk, selectionOf(spec));
  if (warning) print(warning);
}
