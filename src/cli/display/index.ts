import { sweepGain } from '../../analysis/index.ts';
import { isKnownBeforehand } from '../../sampler/proposeAll.ts';
import { Boards, type Database, findSweep, leaderboard, originPlace } from '../../store/index.ts';
import type { SweepPlan } from '../../sweep/planSweep.ts';
import type { Spec } from '../../sweepfile/spec.ts';
import { derivedParameters } from '../../trainable/derivedParameters.ts';
import { trainableOf } from '../../trainable/index.ts';
import type { Workload } from '../../trainable/trainable.ts';
import { varyingParameters } from '../../trial/varying.ts';
import type { Context } from '../context.ts';
import { resultsOf } from '../results/index.ts';
import { typicalOf } from '../typical.ts';
import type { AnnouncedWorkload } from '../workloads/announced.ts';
import type { Display } from './display.ts';
import { jsonLinesDisplay } from './jsonLines.ts';
import { liveDisplay } from './live.ts';
import { plainDisplay } from './plain.ts';
import { type FactsOf, Progress } from './progress.ts';
import { describeDatabase, isOfDatabase, type Wording } from './wording.ts';

interface DisplayRequest {
  readonly spec: Spec;
  readonly opened: AnnouncedWorkload;
  readonly plan: SweepPlan;
  readonly db: Database;
  readonly context: Context;
  readonly quiet: boolean;
}

/**
 * Chooses JSON lines if asked for, a live view on a terminal, nothing if quiet, and plain lines otherwise.
 */
export function chooseDisplay({ spec, opened, plan, db, context, quiet }: DisplayRequest): Display {
  const { workload } = opened;
  const results = resultsOf(workload.kind);
  if (context.json) {
    const best = (sweepId: number) => {
      const [row] = leaderboard(db, sweepId, { limit: 1 });
      return row?.rank == null ? null : results.row(row);
    };
    const { name, metric, finals } = spec;
    const header = {
      name,
      finals,
      trainable: workload.kind,
      metric: metric.name,
      announced: opened.json,
      results,
    };
    const gain = (sweepId: number) => sweepGain(findSweep(db, sweepId), leaderboard(db, sweepId));
    return jsonLinesDisplay(context, { ...header, best, gain });
  }
  printHeading(context, spec, opened);
  if (quiet) return quietDisplay(context);
  const wording: Wording = {
    varying: varyingNames(spec, workload, plan),
    replicates: spec.replicates + (spec.finals?.seeds ?? 0),
    ranked: spec.metric.name,
    stepName: trainableOf(workload.kind).stepName,
    results,
    place: (origin) => originPlace(db, { origin, startedAtMs: null }),
  };
  const factsOf = new WeakMap(plan.configurations.map(({ configuration, facts }) => [configuration, facts]));
  const facts: FactsOf = (configuration) => {
    const known = factsOf.get(configuration);
    if (known) return known;
    const description = workload.describe(configuration);
    return 'facts' in description ? description.facts : {};
  };
  if (!context.interactive) return plainDisplay(context, (each) => facts(each).plannedSteps, wording);
  return liveDisplay(new Progress(spec.metric, facts), {
    chalk: context.chalk,
    wording,
    stream: process.stdout,
    database: context.database,
    before: (sweepId) => {
      const all = new Boards(db).trials(sweepId);
      const trials = all.flatMap(({ configuration, state, steps, durationMs }) => {
        const isWhole = (state === 'completed' || state === 'pruned') && durationMs !== null;
        return isWhole ? [{ ...configuration.facts, steps, durationMs }] : [];
      });
      return {
        trials,
        ended: all.filter(({ state }) => state !== 'queued' && state !== 'running').length,
        failed: all.filter(({ state }) => state === 'failed').length,
      };
    },
    bestBefore: (sweepId) => {
      const [row] = leaderboard(db, sweepId, { by: 'trial', limit: 1 });
      if (row?.mean == null) return undefined;
      return { trial: row.trials[0]!, value: row.mean, configuration: row.parameters };
    },
  });
}

/**
 * The parameters that the spec varies, by the names that configurations have for them; not those that follow from
 * others, such as the learning rate of an optimizer.
 */
function varyingNames(
  spec: Spec,
  workload: Pick<Workload, 'kind' | 'describe'>,
  plan: SweepPlan,
): readonly string[] {
  const typical = typicalOf(spec, workload, plan).map(({ configuration }) => configuration);
  const drawn = [...spec.space]
    .filter(([, distribution]) => distribution.grid()?.size !== 1)
    .map(([name]) => name);
  const names = [...new Set([...varyingParameters(typical), ...(isKnownBeforehand(spec) ? [] : drawn)])];
  const derived = derivedParameters(trainableOf(workload.kind), names, [...spec.space.keys()], typical);
  return names.filter((name) => !derived.includes(name));
}

/** Reports only what keeps the run from going on. */
function quietDisplay({ note, database }: Context): Display {
  return {
    onEvent(event) {
      if (isOfDatabase(event)) note(describeDatabase(database, event));
    },
    stopping: note,
    close() {},
  };
}

function printHeading(
  { chalk, print }: Context,
  spec: Spec,
  { title, lines, cautions }: AnnouncedWorkload,
): void {
  print(`${chalk.bold(spec.name)}  ${title}`);
  for (const line of lines) print(line);
  for (const { message } of cautions) print(chalk.yellow(message));
}
