import { quantile } from './statistics.ts';
import { watchRun } from './watchedRun.ts';

/** Runs the built command line as a user would and watches its JSON stream and its memory. */
const ROUNDS = 5;
const WORKERS = 2;
const BATCH_SIZE = 32;

const runs = [];
for (let round = 0; round < ROUNDS; round++) runs.push(await watchRun(WORKERS, BATCH_SIZE));
const median = (values: number[]) => quantile(values, 0.5).toFixed(0);
const overhead = median(runs.map(({ overheadMs }) => overheadMs));
console.log(
  `first epoch event ${overhead} ms after the start, beyond the epoch itself (median of ${ROUNDS})`,
);
console.log(`peak memory with two workers ${median(runs.map(({ peakMb }) => peakMb))} MB`);
