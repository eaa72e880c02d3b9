/**
 * The room of the database. The sweep loop needs only the contract (`store.ts`); commands and pages open a
 * file and use the queries.
 */

export { mean, sampleStd } from '../metric/spread.ts';
export {
  type Annotations,
  annotate,
  annotationsOf,
  LONGEST_NOTE,
  type Seen,
  seen,
  sweepsAnnotations,
} from './annotations/annotations.ts';
export { type BecameOf, becameOf } from './annotations/becameOf.ts';
export {
  changeTrials,
  type DoneChange,
  restoreTrials,
  type TrialsChange,
  undoChange,
} from './annotations/bulk.ts';
export { type Deleted, deleteTarget, restoreTarget, UNDO_MS, undoable } from './annotations/deletion.ts';
export { type HandedIn, type OnRemoved, removeExpired, removeSome } from './annotations/removal.ts';
export type { Target } from './annotations/target.ts';
export { checkDatabase, hasDatabase } from './checkDatabase.ts';
export { Database } from './database.ts';
export type { SharesOf } from './leaderboard/board.ts';
export { BoardOfAll } from './leaderboard/boardOfAll.ts';
export { Boards, type Leader, type LeaderboardOptions, leaderboard } from './leaderboard/boards.ts';
export { columnKey, leaderboardColumns, type RowColumn } from './leaderboard/columns.ts';
export { finalsWords } from './leaderboard/finalsWords.ts';
export { firstLookWords } from './leaderboard/firstLook.ts';
export { byRank, rankedTogether } from './leaderboard/rank.ts';
export type { DatasetLabel, LeaderboardRow } from './leaderboard/row.ts';
export { countRows, type RowCounts } from './leaderboard/rowCounts.ts';
export type { TrialScore } from './leaderboard/scores.ts';
export { equalBest, sharedRankWords } from './leaderboard/ties.ts';
export { isTried } from './leaderboard/tried.ts';
export { valueHints } from './leaderboard/valueHints.ts';
export { whyNone } from './leaderboard/whyNone.ts';
export { machineText } from './machineText.ts';
export {
  isNetworkSweep,
  type NetworkSweep,
  type NetworkTrial,
  networkTrial,
} from './network/networkTrial.ts';
export { confidences, labels, predictions } from './network/predictions.ts';
export { KEPT_WEIGHTS } from './network/recordWeights.ts';
export { type Tensor, weights } from './network/weights.ts';
export { type OpenOptions, openDatabase, SHORT_BUSY_TIMEOUT_MS } from './open.ts';
export { allSweeps } from './queries/allSweeps.ts';
export { bestTrial } from './queries/bestTrial.ts';
export { requireComparable } from './queries/comparableRows.ts';
export { compareGroups, type Group } from './queries/compareGroups.ts';
export { compareTrials } from './queries/compareTrials.ts';
export { countDone, type Done, doneOf } from './queries/countDone.ts';
export { recordedSweep } from './queries/earlierSweep.ts';
export { type MeasuredTrial, measuredTrials, type TriedTrial, triedTrials } from './queries/endedTrials.ts';
export { countSweeps, findSweep, sweepNamed } from './queries/findSweep.ts';
export { findTrial, type TrialRef } from './queries/findTrial.ts';
export { elapsedAt, historyPage, stepDurations } from './queries/historyPage.ts';
export { type KnownStates, knownStates } from './queries/knownStates.ts';
export { listSweeps, type SweepListing, sweepTotals } from './queries/listSweeps.ts';
export { type Curve, metricCurves, STEP_DURATION } from './queries/metricCurves.ts';
export { metricNames } from './queries/metricNames.ts';
export { ancestorTrial, originPlace } from './queries/origins.ts';
export {
  fileBeginnings,
  type StoredFile,
  type StoredOutput,
  trialFile,
  trialFiles,
  trialOutput,
  trialResources,
} from './queries/outputs.ts';
export { type RecordedTrial, recordedTrials } from './queries/recordedTrials.ts';
export { runningSweeps } from './queries/runningSweeps.ts';
export { stateCourses } from './queries/stateCourses.ts';
export { stepsToBest } from './queries/stepsToBest.ts';
export { nearestState, storedState, storedSteps } from './queries/storedStates.ts';
export { type SweepInfo, sweepById } from './queries/sweepInfo.ts';
export { type RunningTrial, type SweepProgress, sweepProgress } from './queries/sweepProgress.ts';
export { thinnedCurves } from './queries/thinnedCurves.ts';
export { type TrainedTrial, trainedTrials } from './queries/trainedTrials.ts';
export { endedTrials, type TrialCounts } from './queries/trialCounts.ts';
export { type TrialDetail, trialDetail } from './queries/trialDetail.ts';
export { type HistoryRow, historyReader, trialHistory } from './queries/trialHistory.ts';
export { filterRecords, type TrialRecord, trialRecords } from './queries/trialRecords.ts';
export { trialsWithFile } from './queries/trialsWithFile.ts';
export { type FiledRequest, fileRequest } from './requests/fileRequest.ts';
export { listRequests, type RequestRecord } from './requests/listRequests.ts';
export { type Rescued, rescue } from './rescue.ts';
export type { SweepState } from './schema.ts';
export { createSweepStore, earlierSweeps, type StoreOptions } from './sqliteStore.ts';
export { type Moment, stillCopy } from './stillCopy.ts';
export type * from './store.ts';
export { HEARTBEAT_INTERVAL_MS, REQUEST_KINDS } from './store.ts';
export { findColumn } from './where/columns.ts';
export { columnsOfCondition, conditionsOf, joinable, narrow } from './where/conditions.ts';
export { writeColumn, writeCondition } from './where/write.ts';
export { offerState } from './writing/states.ts';
