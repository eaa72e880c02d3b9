import { duration, spread } from '../../format.ts';
import { endedTrials, listSweeps, sweepsAnnotations } from '../../store/index.ts';
import { TITLES } from '../../titles.ts';
import type { Context } from '../context.ts';
import { reading } from '../database.ts';
import { datasetName } from '../format/dataset.ts';
import { table } from '../format/table.ts';
import { firstRun } from '../invocation.ts';
import { resultsOf } from '../results/index.ts';

/** Lists the sweeps of the database, the latest first. */
export function ls({ hidden = false }: { readonly hidden?: boolean | undefined }, context: Context): number {
  const { chalk, json, print, printJson } = context;
  const [all, marks] = reading(context, (db) => [listSweeps(db), sweepsAnnotations(db)] as const);
  const sweeps = all.filter(({ id }) => hidden || !marks.get(id)?.hidden);
  const tagsOf = ({ id }: { readonly id: number }) => marks.get(id)?.tags ?? [];
  if (json) {
    printJson(
      sweeps.map(({ specText: _text, specJson: _json, clockMs: _clock, best, ...sweep }) => ({
        ...sweep,
        tags: tagsOf(sweep),
        hidden: marks.get(sweep.id)?.hidden ?? false,
        best: best && resultsOf(sweep.trainable).row(best),
      })),
    );
    return 0;
  }
  if (all.length === 0) {
    print(`No sweep yet. Start one: ${firstRun(context.atDatabase)}`);
    return 0;
  }
  const hasTags = sweeps.some((sweep) => tagsOf(sweep).length > 0);
  const hasData = sweeps.some(({ dataset }) => dataset);
  const right = (title: string, yields = 0) => ({ title, align: 'right' as const, yields });
  // Failures stay: without them, a sweep of failures looks like a success.
  const hasFailed = sweeps.some(({ trials }) => trials.failed > 0);
  const columns = [
    right('id'),
    { title: 'name', yields: 0 },
    { title: 'state', yields: 0 },
    right('trials'),
    right('failed', hasFailed ? 0 : 3),
    { title: 'metric', yields: 0 },
  ];
  print(
    table(
      context,
      [
        ...columns,
        right('best'),
        ...(hasData ? [{ title: 'dataset', yields: 4 }] : []),
        right(TITLES.durationMs, 3),
        { title: 'started', yields: 2 },
        ...(hasTags ? [{ title: 'tags', yields: 2 }] : []),
      ],
      sweeps.map((sweep) => [
        String(sweep.id),
        sweep.name,
        sweep.state === 'running' ? chalk.cyan(sweep.state) : sweep.state,
        `${endedTrials(sweep.trials)}/${sweep.trials.total}`,
        sweep.trials.failed === 0 ? '–' : chalk.red(String(sweep.trials.failed)),
        sweep.rankedOn === 'validation' || sweep.rankedOn === null
          ? sweep.metric
          : `${sweep.metric} ${chalk.yellow(`(on ${sweep.rankedOn})`)}`,
        sweep.best ? spread(sweep.best.mean, sweep.best.std) : '–',
        ...(hasData ? [sweep.dataset ? datasetName(chalk, sweep.dataset) : '–'] : []),
        duration(sweep.trainingMs),
        new Date(sweep.createdAtMs).toLocaleString('sv-SE').slice(0, 16),
        ...(hasTags ? [tagsOf(sweep).join(', ')] : []),
      ]),
    ),
  );
  const leftOut = all.length - sweeps.length;
  if (leftOut > 0) print(chalk.dim(`${leftOut} hidden: --hidden shows them.`));
  return 0;
}
