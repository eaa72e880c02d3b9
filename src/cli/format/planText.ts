import type { ChalkInstance } from 'chalk';
import { duration, listed, plural } from '../../format.ts';
import { prunerOf } from '../../pruner/index.ts';
import { samplerOf } from '../../sampler/index.ts';
import { isKnownBeforehand, mostDrawn } from '../../sampler/proposeAll.ts';
import type { Distribution } from '../../space/space.ts';
import type { SweepPlan } from '../../sweep/planSweep.ts';
import { scientificValues } from '../../sweepfile/roles/roles.ts';
import type { Spec } from '../../sweepfile/spec.ts';
import { trainableOf } from '../../trainable/index.ts';
import type { Description } from '../../trainable/trainable.ts';
import { formatValue } from '../../trial/varying.ts';
import type { PlanSummary } from '../commands/plan.ts';
import type { Announcement } from '../workloads/announced.ts';
import { distributionText } from './distributionText.ts';
import { type Terminal, table } from './table.ts';
import { cut } from './terminal.ts';

const VALUES_SHOWN = 8;
/** The size of a larger space is never reached. */
const MOST_COUNTED = 10_000;

interface DescribedPlan {
  readonly spec: Spec;
  readonly survey: Pick<Announcement, 'title' | 'lines' | 'cautions'>;
  readonly planned: SweepPlan;
  /** Descriptions of the configurations that are tried. */
  readonly typical: readonly Description[];
  readonly summary: PlanSummary;
  readonly varying: readonly string[];
}

/** A plan, in words for a person. */
export function describePlan(
  terminal: Terminal,
  { spec, survey, planned, typical, summary, varying }: DescribedPlan,
): string {
  const { chalk } = terminal;
  const { cells, collapsed } = summary;
  const rows = rowsOf(chalk, spec, varying, planned);
  // Several cells of a grid may be the same network.
  const noun = trainableOf(spec.setup.kind).parameters ? 'network' : 'configuration';
  const grid =
    cells !== null && collapsed > 0
      ? `${plural(cells, 'cell')} of the grid; ${collapsed} would train the same ${noun} as another and are left out`
      : '';
  return [
    `${chalk.bold(spec.name)}  ${spec.method}  ${survey.title}  ranked by ${spec.metric.name}`,
    ...survey.lines,
    ...survey.cautions.map(({ message }) => chalk.yellow(message)),
    varies(terminal, rows, planned),
    grid,
    stopping(spec, typical),
    ...work(chalk, spec, summary),
    comparing(spec),
    beginning(spec),
    ...(summary.learns ?? []),
    samplerOf(spec).adaptive ? learning(spec, summary) : '',
    ending(spec),
    afterwards(spec),
  ]
    .filter(Boolean)
    .join('\n');
}

/** The conditions that end a search before it has tried everything. */
function ending({ metric, target, noGainIn }: Spec): string {
  const ends = [
    ...(target === undefined ? [] : [`${metric.name} reaches ${target}`]),
    ...(noGainIn === undefined ? [] : [`${plural(noGainIn, 'configuration')} in a row bring nothing better`]),
  ];
  return ends.length === 0 ? '' : `Ends sooner where ${ends.join(' or ')}.`;
}

/** What a spec with roles compares. */
function comparing(spec: Spec): string {
  const { roles, runCap } = spec;
  if (!roles) return '';
  const values = scientificValues(spec).map((each) => Object.values(each).map(formatValue).join(' '));
  const each =
    runCap === undefined ? 'as many configurations' : plural(runCap / values.length, 'configuration');
  return `Compares ${listed(roles.scientific)}: ${cut(listed(values), 90)}. Each has a search of its own, with ${each}; sweep compare has the verdict.`;
}

/** The points and the guess that a search begins with. */
function beginning({ prior, tryFirst = [] }: Spec): string {
  const values = Object.entries(prior ?? {}).map(([name, value]) => `${name} ${formatValue(value)}`);
  const near = `at the prior, ${values.join(', ')}, and looks near it first`;
  const given = `with ${plural(tryFirst.length, 'configuration')} of try_first`;
  if (tryFirst.length === 0) return values.length === 0 ? '' : `Begins ${near}.`;
  return values.length === 0 ? `Begins ${given}.` : `Begins ${given}, then ${near}.`;
}

/** The finals that follow a search. */
function afterwards({ earlyTerminate, finals, replicates, roles, seed }: Spec): string {
  const thaw = earlyTerminate?.thaw;
  const first = seed + replicates;
  const seeds =
    finals && (finals.seeds === 1 ? `seed ${first}` : `seeds ${first} to ${first + finals.seeds - 1}`);
  return [
    ...(thaw === undefined
      ? []
      : [
          thaw === true
            ? 'Thaw: pruned trials go on where they stopped if all trials together show that they should not have been stopped.'
            : `Thaw: the best pruned trials, up to ${thaw}, go on where they stopped when the search has ended.`,
        ]),
    ...(finals
      ? [
          roles
            ? `Finals: the best ${finals.top === 1 ? 'configuration' : plural(finals.top, 'configuration')} of each search once more with ${seeds}.`
            : `Finals: the best ${plural(finals.top, 'configuration')} of the search once more with ${seeds}; the best of them is the winner.`,
        ]
      : []),
  ].join('\n');
}

/** How an adaptive search proceeds. */
function learning({ lookahead, setup }: Spec, { waitingPercent, mayShareEpochs }: PlanSummary): string {
  const without = lookahead === 0 ? '' : ` but for the ${lookahead} before it`;
  const waits = waitingPercent ? ` Workers wait about ${waitingPercent} % of the time.` : '';
  const shares = mayShareEpochs
    ? `\nTrials that are alike up to some ${trainableOf(setup.kind).stepName} train up to it once, which takes less: how many will be is not known beforehand.`
    : '';
  return `Each configuration is proposed when a worker is free, from the results of all trials${without} (lookahead: ${lookahead}).${waits}${shares}`;
}

/**
 * Parameters with their values in a grid, with their distribution if they are drawn; those that follow from
 * others with the values that they have.
 */
function rowsOf(
  chalk: ChalkInstance,
  { space }: Spec,
  varying: readonly string[],
  planned: SweepPlan,
): [string, string][] {
  if (planned.cells !== undefined) return varying.map((name) => valuesRow(chalk, name, planned));
  const drawn = [...space].filter(([, { drawable }]) => drawable > 1);
  const rest = varying.filter((name) => !space.has(name));
  return [
    ...drawn.map(([name, distribution]): [string, string] => {
      const text = distributionText(distribution);
      const values = text === undefined ? listedValues(chalk, distribution) : cut(text, 90);
      return [name, values + conditionsOf(distribution)];
    }),
    ...rest.map((name) => valuesRow(chalk, name, planned)),
  ];
}

function listedValues(chalk: ChalkInstance, distribution: Distribution): string {
  const grid = distribution.grid()!;
  const values = Array.from({ length: Math.min(grid.size, VALUES_SHOWN) }, (_, at) =>
    formatValue(grid.at(at)),
  );
  const more = grid.size > VALUES_SHOWN ? `  … ${grid.size} values` : '';
  return cut(values.join('  '), 90) + chalk.dim(more);
}

function valuesRow(chalk: ChalkInstance, name: string, { configurations }: SweepPlan): [string, string] {
  const values = new Set(configurations.map(({ configuration }) => formatValue(configuration[name])));
  const shown = [...values].slice(0, VALUES_SHOWN).join('  ');
  const more = values.size > VALUES_SHOWN ? `  … ${values.size} values` : '';
  return [name, cut(shown, 90) + chalk.dim(more)];
}

function varies(terminal: Terminal, rows: readonly [string, string][], { cells }: SweepPlan): string {
  if (rows.length === 0) return 'One configuration.';
  const values = cells === undefined ? 'drawn from' : 'values';
  return table(terminal, [{ title: 'varies' }, { title: values, yields: 0 }], rows);
}

/** `(where optimizer is sgd or rmsprop)`, for a parameter that does not always exist. */
function conditionsOf({ when = {} }: Distribution): string {
  const conditions = Object.entries(when).map(
    ([name, values]) => `${name} is ${values.map(formatValue).join(' or ')}`,
  );
  return conditions.length === 0 ? '' : ` (where ${conditions.join(' and ')})`;
}

/** The effect of `early_terminate` on the longest planned trial. */
function stopping(spec: Spec, configurations: readonly Description[]): string {
  const steps = configurations.map(({ facts }) => facts.plannedSteps ?? Number.NaN);
  const longest = steps.length > 0 ? Math.max(...steps) : Number.NaN;
  const does = prunerOf(spec)?.describe(Number.isFinite(longest) ? longest : undefined);
  return does === undefined ? '' : `${spec.earlyTerminate!.type}: ${does}`;
}

function work(chalk: ChalkInstance, spec: Spec, summary: PlanSummary): string[] {
  const { configurations, trials, finalTrials, alreadyDone, toRun, epochs, epochsToTrain, workers } = summary;
  const on = `on ${plural(workers, 'worker')}`;
  if (configurations === null || trials === null || toRun === null) {
    const size = mostDrawn(spec);
    const ends = [
      'the sweep is stopped',
      ...(size <= MOST_COUNTED ? [`all ${plural(size, 'configuration')} of the space are tried`] : []),
      ...(spec.timeBudgetMs === undefined ? [] : [`${duration(spec.timeBudgetMs)} are over`]),
    ];
    const then = finalTrials
      ? ` Unless it is stopped, ${plural(finalTrials, 'trial')} in the finals follow${spec.timeBudgetMs === undefined ? '' : ', within the time_budget'}.`
      : '';
    return [`Trials are drawn until ${listed(ends, 'or')}, ${on}. run_cap sets a number.${then}`];
  }
  const howMany = isKnownBeforehand(spec) ? '' : 'up to ';
  const replicates = spec.replicates > 1 ? ` × ${spec.replicates} replicates` : '';
  const finals = finalTrials ? ` + ${plural(finalTrials, 'trial')} in the finals` : '';
  const done = alreadyDone ? `, ${alreadyDone} of them done already` : '';
  const saved = epochsToTrain === null || epochs === epochsToTrain ? '' : `, ${epochsToTrain} to train`;
  const steps = epochs === null ? '' : `, ${plural(epochs, trainableOf(spec.setup.kind).stepName)}${saved}`;
  const time = estimateText(summary, on, chalk);
  return [
    `${howMany}${plural(configurations, 'configuration')}${replicates} = ${plural(trials, 'trial')}${finals}${done}`,
    toRun === 0 ? chalk.green('Nothing left to run.') : `${plural(toRun, 'trial')} to run${steps}${time}`,
  ];
}

/** `: about 41m ± 15 % on 2 workers (from 24 trials here)`. */
function estimateText(
  { estimateMs, estimateErrorPercent, estimateIsMost, estimateSource }: PlanSummary,
  on: string,
  chalk: ChalkInstance,
): string {
  if (estimateMs === null) return ` ${on}; the time is not known before a trial has ended`;
  const about = estimateIsMost ? 'at most about' : 'about';
  const error = estimateErrorPercent === null ? ', roughly,' : ` ± ${estimateErrorPercent} %`;
  const source = estimateSource ?? 'nothing was measured on this machine';
  return `: ${about} ${duration(estimateMs)}${error} ${on} ${chalk.dim(`(${source})`)}`;
}
