import { expect, test } from 'vitest';
import { bestEpochsQuery, changedBestEpochsQuery } from '../../../src/store/leaderboard/bestEpochs.ts';
import {
  changedScoresQuery,
  configurationsQuery,
  lastChangeQuery,
  removalsQuery,
  scoresQuery,
} from '../../../src/store/leaderboard/scores.ts';
import { shippedMigrations } from '../../../src/store/open/migrate.ts';
import { deletedQuery } from '../../../src/store/queries/deletedTrials.ts';
import { curvesQuery } from '../../../src/store/queries/metricCurves.ts';
import { confidencesQuery } from '../../../src/store/queries/predictions.ts';
import { runningQuery } from '../../../src/store/queries/sweepProgress.ts';
import { countsQuery } from '../../../src/store/queries/trialCounts.ts';
import { epochsQuery } from '../../../src/store/queries/trialEpochs.ts';
import { detailsQuery } from '../../../src/store/queries/trialRecords.ts';
import { connect, queryBuilder } from '../../../src/store/sqlite.ts';
import { deletedSweepsQuery, deletedTrialsQuery } from '../../../src/store/steering/deletion.ts';
import { requestsQuery } from '../../../src/store/steering/listRequests.ts';
import { openRequestsQuery } from '../../../src/store/writing/requests.ts';

const sqlite = connect(':memory:');
for (const { sql } of shippedMigrations()) sqlite.exec(sql.join(';'));
const orm = queryBuilder(sqlite);
const ranking = { metric: 'val_accuracy', goal: 'maximize' } as const;

test.each([
  ['the trials of a leaderboard', scoresQuery(orm, 1)],
  ['the configurations of a leaderboard', configurationsQuery(orm, 1)],
  ['the trials of a table', detailsQuery(orm, 1)],
  ['the counts by state', countsQuery(orm, 1)],
  ['the running trials', runningQuery(orm, 1)],
  ['the trials that changed', changedScoresQuery(orm, 1, 5)],
  ['the last change', lastChangeQuery(orm)],
  ['the removals', removalsQuery(orm, 1)],
  ['the trials that were deleted', deletedQuery(orm, 1)],
  ['the trials whose deletion can be undone', deletedTrialsQuery(orm, 5)],
  ['the sweeps whose deletion can be undone', deletedSweepsQuery(orm, 5)],
  ['the requests that are open', openRequestsQuery(orm, 1)],
  ['the latest requests', requestsQuery(orm, 1, 10)],
  ['the best epochs', bestEpochsQuery(orm, 1, ranking)],
  ['the best epochs of what changed', changedBestEpochsQuery(orm, 1, 5, ranking)],
  ['a curve', epochsQuery(orm, 1, undefined)],
  ['the confidences of a trial', confidencesQuery(orm, 1, 'test')],
  ['the curves of a page', curvesQuery(orm, 1, [1, 2, 3], 'val_accuracy')],
])('%s are found by an index, never by a scan', (_name, query) => {
  const { sql, params } = query.toSQL();
  const steps = sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...params) as { detail: string }[];
  expect(steps.length).toBeGreaterThan(0);
  for (const { detail } of steps) expect(detail).not.toMatch(/SCAN|TEMP B-TREE/);
});

test('what changed is found from the changes on, whatever the number of trials', () => {
  const { sql, params } = changedScoresQuery(orm, 1, 5).toSQL();
  const [first] = sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...params) as { detail: string }[];
  expect(first!.detail).toBe('SEARCH trial_changes USING INTEGER PRIMARY KEY (rowid>?)');
});
