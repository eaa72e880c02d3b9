import { GOALS, verdict } from './goals.ts';
import { quantile } from './statistics.ts';
import { ESTIMATED, estimateMb, trialMemoryMb } from './trialMemory.ts';
import { watchRun } from './watchedRun.ts';

/**
 * Memory of a worker beyond the dataset that all share: the peak of a run with two minus that of a run with
 * one.
 */
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

console.log('\nA trial at its peak, measured / estimated, in MB:');
for (const { engine, model, parameters } of ESTIMATED) {
  const estimated = estimateMb(engine, model, parameters);
  const measured = await trialMemoryMb(engine, model, parameters);
  const sizes = `${measured.toFixed(0)} / ${estimated.toFixed(0)}`.padStart(11);
  console.log(
    `${sizes} = ${(measured / estimated).toFixed(2)}  ${engine} ${model} ${JSON.stringify(parameters)}`,
  );
}
