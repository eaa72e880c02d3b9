import { Router } from 'express';
import { duration, spread } from '../../format.ts';
import {
  findSweep,
  type RunningTrial,
  type Standing,
  type SweepInfo,
  sweepProgress,
  type TrialCounts,
} from '../../store/index.ts';
import { type Column, describeConfiguration } from '../../trial/varying.ts';
import { eventsHref } from '../addresses.ts';
import type { Dashboard } from '../app.ts';
import type { DatabaseReader } from '../databaseReader.ts';
import { type LeaderboardView, leaderboardView } from '../leaderboard/view.ts';
import { type LeaderboardQuery, readQuery, writeQuery } from '../query.ts';
import { RenderedPages } from '../renderedPages.ts';
import { sweepTabs, type Tab } from '../tabs.ts';
import { type AnnotationPanel, annotationPanel } from './annotations.ts';
import { type UndoLine, undoLines } from './deletion.ts';
import { type SteeringPanel, steeringPanel } from './steering.ts';
import { type ProgressShare, progressShare } from './sweeps.ts';

/** A sweep's leaderboard. */
export interface SweepPage extends LeaderboardView {
  readonly title: string;
  /** Where the page hears of changes after the state that it shows. */
  readonly events: string;
  readonly sweep: SweepInfo;
  readonly tabs: readonly Tab[];
  readonly trials: TrialCounts;
  readonly share: ProgressShare;
  readonly running: readonly RunningLine[];
  readonly steering: SteeringPanel;
  readonly annotations: AnnotationPanel;
  readonly undo: readonly UndoLine[];
  /** How many rows are hidden, and the address that shows them, or leaves them out again. */
  readonly hidden: { readonly count: number; readonly shown: boolean; readonly href: string };
  readonly best: BestSoFar | undefined;
  /** Such as `about 12m`; undefined where the sweep does not run. */
  readonly timeLeft: string | undefined;
}

/** The metric of the first row and the trial that has it. */
export interface BestSoFar {
  readonly value: string;
  readonly trial: number;
  /** How it differs from the others, such as `optimizer=adam`. */
  readonly what: string;
}

/** What one worker is doing. */
export interface RunningLine {
  readonly worker: number | null;
  readonly trial: number;
  readonly what: string;
  readonly epochs: number;
  readonly epochsInAll: number;
  readonly elapsed: string;
}

export function sweepRoutes({ reader, changes, render }: Dashboard): Router {
  const rendered = new RenderedPages();
  return Router()
    .get('/sweeps/:id', (request, response) => {
      const token = changes.token();
      const { status, content } = rendered.get(token, request.originalUrl, () => {
        const page = sweepPage(reader, request.params.id, readQuery(request.query), token);
        return { status: page.problem ? 400 : 200, content: render('sweep', page) };
      });
      response.status(status).type('html').send(content);
    })
    .get('/sweeps/:id/events', (request, response) => {
      findSweep(reader.db, request.params.id);
      changes.listen(response, String(request.query.since ?? ''));
    });
}

function sweepPage(reader: DatabaseReader, id: string, query: LeaderboardQuery, token: string): SweepPage {
  const { db, boards } = reader;
  const sweep = findSweep(db, id);
  const progress = sweepProgress(db, sweep.id);
  const varying = boards.columns(sweep.id);
  const { leader, timeLeftMs } = boards.standing(sweep.id);
  return {
    title: sweep.name,
    events: eventsHref(sweep.id, token),
    sweep,
    tabs: sweepTabs(sweep.id, query.where, 'Leaderboard'),
    trials: progress.trials,
    share: progressShare(progress.trials),
    running: runningLines(progress.running, varying),
    steering: steeringPanel(db, sweep),
    annotations: annotationPanel(db, { sweepId: sweep.id }, sweep.state === 'running'),
    undo: undoLines(db, sweep.id),
    hidden: {
      count: boards.leaderboard(sweep.id, { by: query.by }).filter(({ hidden }) => hidden).length,
      shown: query.hidden,
      href: writeQuery(query, { hidden: !query.hidden, page: 1 }),
    },
    best: bestSoFar(leader, varying),
    timeLeft: progress.running.length === 0 ? undefined : about(timeLeftMs),
    ...leaderboardView(reader, sweep, query),
  };
}

function bestSoFar(leader: Standing['leader'], columns: readonly Column[]): BestSoFar | undefined {
  if (!leader) return undefined;
  const { row, trial } = leader;
  return { value: spread(row.mean, row.std), trial, what: describeConfiguration(row, columns) };
}

/** To the minute, or to ten seconds within the last minutes: more would pretend to be exact. */
function about(ms: number | undefined): string {
  if (ms === undefined) return 'known once an epoch has ended';
  const step = ms < 180_000 ? 10_000 : 60_000;
  return `about ${duration(Math.max(step, Math.round(ms / step) * step))}`;
}

function runningLines(running: readonly RunningTrial[], columns: readonly Column[]): RunningLine[] {
  return running.map((trial) => {
    const epochsInAll = Number(trial.parameters.epochs);
    return {
      worker: trial.worker === null ? null : trial.worker + 1,
      trial: trial.number,
      what: describeConfiguration(trial, columns),
      epochs: trial.epochs,
      epochsInAll,
      elapsed: duration(trial.startedAtMs === null ? null : Date.now() - trial.startedAtMs),
    };
  });
}
