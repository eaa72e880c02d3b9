import { GOALS, verdict } from './goals.ts';
import { quantile } from './statistics.ts';
import { watchRun } from './watchedRun.ts';

/** What a worker takes beside the dataset that all share: the peak of a run with two less that of a run with one. */
const ROUNDS = 3;

for (const [batchSize, goal] of [
  [32, GOALS.memory32],
  [512, GOALS.memory512],
] as const) {
  const differences = [];
  for (let round = 0; round < ROUNDS; round++) {
    const one = await watchRun(1, batchSize);
    const two = await watchRun(2, batchSize);
    differences.push(two.peakMb - one.peakMb);
  }
  console.log(verdict(goal, quantile(differences, 0.5)));
}
