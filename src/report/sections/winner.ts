import { count, duration, spread } from '../../format.ts';
import { metricInfo } from '../../metric/catalogue.ts';
import type { TrialDetail } from '../../store/index.ts';
import { TITLES } from '../../titles.ts';
import type { Facts, Section, Span, Table } from '../document.ts';
import type { ReportData } from '../readReport.ts';
import { percent, percents, seedsWords } from '../say.ts';
import type { Winner } from '../winner.ts';
import { layerTable, networkFacts, networkParameters, REPLICATE_METRICS, testLoss } from './network.ts';
import { parameterTable } from './parameterTable.ts';

const MOST_REPLICATES = 20;
/** Most metrics of a trial whose metrics have the user's own names. */
const MOST_METRICS = 20;
const MOST_REPLICATE_METRICS = 4;

/**
 * The configuration with the first rank: its scores, its trials, its parameters and, for a network, its
 * layers.
 */
export function winnerSection(data: ReportData): Section | undefined {
  const { winner, chart } = data;
  if (!winner) return undefined;
  const { trial, network, replicates } = winner;
  return {
    id: 'winner',
    title: 'The winner',
    blocks: [
      scores(data, winner),
      ...(replicates.length > 1 ? [replicateTable(data, winner)] : []),
      ...(network
        ? [...networkParameters(network, chart.varying), layerTable(network)]
        : [parameterTable(trial.parameters, chart.varying)]),
    ],
  };
}

function scores(
  { metrics, chart: { stepName } }: ReportData,
  { row, trial, network, tested }: Winner,
): Facts {
  const facts: [string, string | Span[]][] = [
    [row.metric, [{ strong: spread(row.mean, row.std) }, `, ${seedsWords(row)}`]],
    ['best trial', `${trial.number}, seed ${trial.seed}`],
    ...(tested
      ? ([
          [
            'its test accuracy',
            `${percent(tested.right / tested.truth.length)} (${count(tested.right)} of ${count(tested.truth.length)} images), 95 % interval ${percents(tested.interval)}`,
          ],
        ] as [string, string][])
      : []),
    ...(network ? testLoss(network) : metricFacts(trial, metrics, row.metric)),
    [`${stepName}s done`, endingWords(trial)],
    [TITLES.durationMs, duration(trial.durationMs)],
    ...(network ? networkFacts(network) : []),
  ];
  return { kind: 'facts', facts: facts.map(([name, value]) => ({ name, value })) };
}

/** Further measurements of the trial. */
function metricFacts({ metrics }: TrialDetail, names: readonly string[], ranking: string) {
  return names
    .filter((name) => name !== ranking && typeof metrics[name] === 'number')
    .slice(0, MOST_METRICS)
    .map((name): [string, string] => [`its ${name}`, metricInfo(name).format(metrics[name])]);
}

function endingWords({ steps, facts: { plannedSteps }, stoppedEarly }: TrialDetail): string {
  const done = plannedSteps === undefined ? count(steps) : `${steps} of ${plannedSteps}`;
  return stoppedEarly ? `${done}: ${stoppedEarly}` : done;
}

function replicateTable(data: ReportData, { replicates, row, trial, network }: Winner): Table {
  const { stepName } = data.chart;
  const shown = replicates.slice(0, MOST_REPLICATES);
  const numeric = (title: string) => ({ title, numeric: true });
  const others = network ? REPLICATE_METRICS : data.metrics.slice(0, MOST_REPLICATE_METRICS);
  const metrics = [...new Set([row.metric, ...others])];
  return {
    kind: 'table',
    caption: `The trials of the winner, one for each seed${shown.length < replicates.length ? `: the first ${shown.length} of ${replicates.length}` : ''}. The best by ${row.metric} is emphasized.`,
    columns: [
      numeric('trial'),
      numeric('seed'),
      { title: 'state', numeric: false },
      ...metrics.map(numeric),
      numeric(`${stepName}s done`),
      numeric(TITLES.durationMs),
    ],
    rows: shown.map((each) => [
      String(each.number),
      String(each.seed),
      each.state,
      ...metrics.map((name) => metricInfo(name).format(each.metrics[name])),
      String(each.steps),
      duration(each.durationMs),
    ]),
    leading: [shown.findIndex(({ number }) => number === trial.number)],
  };
}
