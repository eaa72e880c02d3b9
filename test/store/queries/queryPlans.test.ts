import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import { expect, test } from 'vitest';
import { deletedSweepsQuery, deletedTrialsQuery } from '../../../src/store/annotations/deletion.ts';
import { bestStepsQuery } from '../../../src/store/leaderboard/bestSteps.ts';
import {
  changedScoresQuery,
  configurationsQuery,
  countTrialsQuery,
  lastChangeQuery,
  scoresQuery,
} from '../../../src/store/leaderboard/scores.ts';
import { confidencesQuery } from '../../../src/store/network/predictions.ts';
import { migrate, shippedMigrations } from '../../../src/store/open/migrate.ts';
import { deletedQuery } from '../../../src/store/queries/deletedTrials.ts';
import { curvesQuery, durationsQuery } from '../../../src/store/queries/metricCurves.ts';
import { runningQuery } from '../../../src/store/queries/sweepProgress.ts';
import { countsQuery } from '../../../src/store/queries/trialCounts.ts';
import { stepsQuery, valuesQuery } from '../../../src/store/queries/trialHistory.ts';
import { detailsQuery } from '../../../src/store/queries/trialRecords.ts';
import { requestsQuery } from '../../../src/store/requests/listRequests.ts';
import { connect, queryBuilder } from '../../../src/store/sqlite.ts';
import { openRequestsQuery } from '../../../src/store/writing/requests.ts';

const sqlite = connect(':memory:');
migrate(sqlite, ':memory:', shippedMigrations());
const orm = queryBuilder(sqlite);
const ranking = { metric: 'val_accuracy', goal: 'maximize' } as const;

/** SQLite's plan for a query, step by step. */
function planOf({ sql, params }: { sql: string; params: unknown[] }): string[] {
  const steps = sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...params) as { detail: string }[];
  return steps.map(({ detail }) => detail);
}

test.each([
  ['the trials of a leaderboard', scoresQuery(orm, 1)],
  ['the configurations of a leaderboard', configurationsQuery(orm, 1)],
  ['the trials of a table', detailsQuery(orm, 1)],
  ['the counts by state', countsQuery(orm, 1)],
  ['the running trials', runningQuery(orm, 1)],
  ['the trials that changed', changedScoresQuery(orm, 1, 5)],
  ['the last change', lastChangeQuery(orm)],
  ['the number of trials', countTrialsQuery(orm, 1)],
  ['the trials that were deleted', deletedQuery(orm, 1)],
  ['the trials whose deletion can be undone', deletedTrialsQuery(orm, 5)],
  ['the sweeps whose deletion can be undone', deletedSweepsQuery(orm, 5)],
  ['the requests that are open', openRequestsQuery(orm, 1)],
  ['the latest requests', requestsQuery(orm, 1, 10)],
  ['the steps of a trial', stepsQuery(orm, 1, undefined)],
  ['the history of a trial', valuesQuery(orm, 1, undefined)],
  ['the confidences of a trial', confidencesQuery(orm, 1, 'test')],
  ['the curves of a page', curvesQuery(orm, 1, [1, 2, 3], 'val_accuracy')],
  ['the durations of a page', durationsQuery(orm, 1, [1, 2, 3])],
])('%s are found by an index, never by a scan', (_name, query) => {
  const plan = planOf(query.toSQL());
  expect(plan.length).toBeGreaterThan(0);
  for (const detail of plan) expect(detail).not.toMatch(/SCAN|TEMP B-TREE/);
});

test.each([
  [0, [1, 1000] as const],
  [5, undefined],
])('the best steps of what changed after %i are found by indexes, too', (since, numbers) => {
  const query = new SQLiteSyncDialect().sqlToQuery(bestStepsQuery(1, since, ranking, numbers));
  const plan = planOf(query).filter((detail) => detail !== 'SCAN best');
  expect(plan.length).toBeGreaterThan(3);
  for (const detail of plan) expect(detail).not.toMatch(/SCAN|TEMP B-TREE/);
});

test('running trials are found by their state, not among all', () => {
  expect(planOf(runningQuery(orm, 1).toSQL())[0]).toBe(
    'SEARCH trials USING INDEX trials_state (sweep_id=? AND state=?)',
  );
});

test('what changed is found from the changes on, whatever the number of trials', () => {
  expect(planOf(changedScoresQuery(orm, 1, 5).toSQL())[0]).toBe(
    'SEARCH trial_changes USING INTEGER PRIMARY KEY (rowid>?)',
  );
});
