/** The library: the work of the commands, for programs to call. */
export type { Configuration, ParameterValue } from './configuration.ts';
export { type ErrorCode, SweepError } from './errors.ts';
export type { SpecObject, SpecSource } from './library/readSpec.ts';
export { type RunEvent, type RunOptions, runSweep, type SweepResult } from './library/runSweep.ts';
export {
  type CompareOptions,
  compare,
  leaderboard,
  openStore,
  type Store,
  type SweepComparison,
  type SweepName,
} from './library/store.ts';
export type {
  HistoryRow,
  LeaderboardOptions,
  LeaderboardRow,
  StoredOutput,
  SweepInfo,
  SweepListing,
  TrialRecord,
} from './store/index.ts';
export {
  defineTrainer,
  type ReportedMetrics,
  type Trainer,
  type TrainerContext,
} from './trainable/module/trainer.ts';
