// Epochs and time until networks of our table's best 1 % are trained, for searches and pruners; words are seeds, workers and a part of a name.
import { simulate } from '../src/simulation/simulate.ts';
import type { EarlyTerminate } from '../src/sweepfile/earlyTerminate/settings.ts';
import type { Spec } from '../src/sweepfile/spec.ts';
import { type PruningResult, writeMeasured } from './measured/measured.ts';
import { quantile } from './statistics.ts';
import { bestOf } from './tables/best.ts';
import { readTable, tableSpec } from './tables/table.ts';

const [seedCount = 20, workers = 4, only = ''] = process.argv.slice(2);

const SEARCHES = {
  random: { method: 'random' },
  sobol: { method: 'random', design: 'sobol' },
  bayes: { method: 'bayes' },
} as const;

const PRUNERS: Readonly<Record<string, EarlyTerminate | undefined>> = {
  none: undefined,
  hyperband: { type: 'hyperband', minIter: 1, eta: 3, strict: true },
  asha: { type: 'asha', minIter: 1, eta: 3 },
  'asha from 3': { type: 'asha', minIter: 3, eta: 3 },
  median: { type: 'median', minIter: 1, minTrials: 5 },
  first: { type: 'first', epochs: 1, keep: 3 },
  'first of 3': { type: 'first', epochs: 3, keep: 3 },
  forecast: { type: 'forecast', minIter: 4, threshold: 0.05 },
};

const LOOKAHEADS = [0, 4, 8];

const measured = readTable();
const best = bestOf(measured, 0.01);
const { design: _, runCap: __, ...spec } = { ...tableSpec(), replicates: 1 };

interface Reached {
  readonly epochs: number;
  readonly minutes: number;
  readonly trials: number;
  readonly isFound: boolean;
}

/** How far a search goes until it has trained one of the best to its end, or has been through the table without. */
async function reach(search: Partial<Spec>, seed: number): Promise<Reached> {
  const trials = await simulate({
    spec: { ...spec, ...search, seed },
    measured,
    workers: Number(workers),
    until: ({ state, configuration }) => state === 'completed' && best.has(configuration),
  });
  const { stepsBefore, endedMs, state, configuration } = trials.at(-1)!;
  return {
    epochs: stepsBefore,
    minutes: endedMs / 60_000,
    trials: trials.length,
    isFound: state === 'completed' && best.has(configuration),
  };
}

async function reachAll(search: Partial<Spec>): Promise<Reached[]> {
  const reached: Reached[] = [];
  for (let seed = 0; seed < Number(seedCount); seed++) reached.push(await reach(search, seed));
  return reached;
}

/**
 * Whoever misses the best, because they were stopped, counts as worse than any other in the median; in the mean, as going on
 * with a random search without a pruner, which is sure to have them in the end.
 */
function effortOf(reached: readonly Reached[], otherwise = 0): { mean: number; median: number } {
  const counted = reached.map(({ epochs, isFound }) => (isFound ? epochs : epochs + otherwise));
  return {
    mean: counted.reduce((sum, epochs) => sum + epochs, 0) / counted.length,
    median: quantile(
      reached.map(({ epochs, isFound }) => (isFound ? epochs : Infinity)),
      0.5,
    ),
  };
}

const began = performance.now();
let sweeps = 0;
const results: PruningResult[] = [];
let baseline: { mean: number; median: number } | undefined;
console.log(
  `${measured.length} configurations, ${best.size} of them the best; ${seedCount} seeds, ${workers} workers`,
);
console.log(
  'search   pruner      lookahead  epochs: mean median  of random: mean median  minutes  trials  missed',
);
for (const [searchName, search] of Object.entries(SEARCHES)) {
  for (const [prunerName, earlyTerminate] of Object.entries(PRUNERS)) {
    const isPlain = searchName === 'random' && prunerName === 'none';
    const lookaheads = searchName === 'bayes' ? LOOKAHEADS : [4];
    for (const lookahead of lookaheads) {
      if (!isPlain && !`${searchName} ${prunerName} ${lookahead}`.includes(String(only))) continue;
      const reached = await reachAll({ ...search, lookahead, ...(earlyTerminate ? { earlyTerminate } : {}) });
      sweeps += reached.length;
      const epochs = effortOf(reached, baseline?.mean);
      baseline ??= epochs;
      const mean = (pick: (each: Reached) => number) =>
        reached.reduce((sum, each) => sum + pick(each), 0) / reached.length;
      const result: PruningResult = {
        search: searchName,
        pruner: prunerName,
        lookahead,
        medianEpochs: Number((epochs.median / baseline.median).toFixed(3)),
        meanEpochs: Number((epochs.mean / baseline.mean).toFixed(3)),
        minutes: Number(mean(({ minutes }) => minutes).toFixed(2)),
        missed: reached.filter(({ isFound }) => !isFound).length,
      };
      results.push(result);
      console.log(
        searchName.padEnd(8),
        prunerName.padEnd(11),
        String(lookahead).padStart(9),
        epochs.mean.toFixed(0).padStart(13),
        epochs.median.toFixed(0).padStart(6),
        result.meanEpochs.toFixed(2).padStart(16),
        result.medianEpochs.toFixed(2).padStart(6),
        result.minutes.toFixed(2).padStart(8),
        mean(({ trials }) => trials)
          .toFixed(0)
          .padStart(7),
        String(result.missed).padStart(7),
      );
    }
  }
}
console.log(`${sweeps} sweeps in ${((performance.now() - began) / 1000).toFixed(1)} s`);
if (only === '') {
  const [seeds, configurations] = [Number(seedCount), measured.length];
  writeMeasured('prune', { configurations, seeds, workers: Number(workers), results });
}
