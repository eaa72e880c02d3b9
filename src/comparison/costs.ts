import { count } from '../format.ts';
import { metricInfo } from '../metric/catalogue.ts';
import { mean } from '../metric/spread.ts';
import { ownValue } from '../ownValue.ts';
import { type Database, type NetworkTrial, networkTrial, stepsToBest } from '../store/index.ts';
import { trainableOf } from '../trainable/index.ts';
import type { Trained } from './trained.ts';
import { bestOf } from './weigh.ts';

/** The bytes of the file in which a network's weights are exported, `model.safetensors`. */
export type ExportedBytesOf = (trial: NetworkTrial) => number;

/** What a configuration takes; null where it is not known. */
export interface Costs {
  /** The first step at which the metric that ranks was best, as the mean over the seeds that count. */
  readonly stepsToBest: number | null;
  /** In ms, as the mean over all seeds: of one image alone, and of 1,000 in one call. */
  readonly latencyMs: number | null;
  readonly latency1000Ms: number | null;
  /** Of the training that is best by validation. */
  readonly exportedBytes: number | null;
}

/** One kind of cost, with a cell for each configuration. */
export interface CostLine {
  readonly title: string;
  readonly cells: readonly string[];
}

const LATENCIES = ['latencyMs', 'latency1000Ms'] as const;

/** The costs of configurations, in their order. */
export function costsOf(
  db: Database,
  trained: readonly Trained[],
  exportedBytesOf?: ExportedBytesOf | undefined,
): Costs[] {
  return db.read(() =>
    trained.map((each) => {
      const { row, trainings } = each;
      const trialIds = trainings.map(({ trialId }) => trialId);
      const steps = [...stepsToBest(db, trialIds, row).values()];
      const network = exportedBytesOf && networkTrial(db, bestOf(each).trialId);
      return {
        stepsToBest: steps.length === 0 ? null : mean(steps),
        latencyMs: ownValue(row.metrics, 'latencyMs') ?? null,
        latency1000Ms: ownValue(row.metrics, 'latency1000Ms') ?? null,
        exportedBytes: network ? exportedBytesOf(network) : null,
      };
    }),
  );
}

/** A line for each cost that is known of one of them. */
export function costLines(costs: readonly Costs[], trainable: string): CostLine[] {
  const { stepName } = trainableOf(trainable);
  const lines: [string, keyof Costs, (value: number) => string][] = [
    [`${stepName}s to the best`, 'stepsToBest', (steps) => String(Number(steps.toFixed(1)))],
    ...LATENCIES.map((name): (typeof lines)[number] => [
      metricInfo(name).title,
      name,
      metricInfo(name).format,
    ]),
    ['exported bytes', 'exportedBytes', count],
  ];
  return lines.flatMap(([title, key, format]) => {
    const values = costs.map((each) => each[key]);
    if (values.every((value) => value === null)) return [];
    return [{ title, cells: values.map((value) => (value === null ? '–' : format(value))) }];
  });
}

/** How these were measured, where `latencies` says it of latencies; undefined if that needs no words. */
export function costWords(costs: readonly Costs[], latencies = trainedWords(costs)): string | undefined {
  const knows = (key: keyof Costs) => costs.some((each) => each[key] !== null);
  const sentences = [
    ...(LATENCIES.some(knows) ? [latencies] : []),
    ...(knows('exportedBytes') ? ['The exported file is the best training’s model.safetensors.'] : []),
  ];
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

function trainedWords(costs: readonly Costs[]): string {
  const many = costs.some(({ latency1000Ms }) => latency1000Ms !== null) ? ' and of 1,000 in one call' : '';
  return `Latencies are of one image alone${many}, with the engine of the sweep on one thread, at the end of each training and beside the other workers.`;
}
