import { Router } from 'express';
import { duration, spread } from '../../format.ts';
import { listSweeps, type SweepListing, sweepsAnnotations } from '../../store/index.ts';
import { rankedOnWords } from '../../trainable/network/selection.ts';
import { sweepHref } from '../addresses/addresses.ts';
import type { Dashboard } from '../app.ts';
import { polyline } from '../leaderboard/polyline.ts';
import type { DatabaseReader } from '../reading/databaseReader.ts';
import { type UndoLine, undoLines } from './deletion.ts';
import type { FirstSteps } from './firstSteps.ts';
import { type HiddenLine, hiddenLine } from './hiddenLine.ts';
import { type Moment, minute } from './moment.ts';
import { type ProgressLine, progressLine } from './progressLine.ts';

/** The page of all sweeps. */
export interface SweepsPage {
  readonly title: string;
  /** Absolute path of the database. */
  readonly database: string;
  /** The latest first. */
  readonly sweeps: readonly SweepLine[];
  /** Whether there are sweeps, but all of them hidden. */
  readonly allHidden: boolean;
  readonly hidden: HiddenLine | undefined;
  readonly undo: readonly UndoLine[];
  readonly firstSteps: FirstSteps | undefined;
}

export interface SweepLine {
  readonly id: number;
  readonly name: string;
  readonly href: string;
  readonly dataset: SweepListing['dataset'];
  readonly metric: string;
  /** Such as `on the test set`; undefined if the validation split ranks. */
  readonly rankedOn: string | undefined;
  readonly tags: readonly string[];
  readonly hidden: boolean;
  /** The best value, with its spread over replicates. */
  readonly best: string;
  /**
   * The best value over time, for an SVG polyline in a box of 100 × 24; empty for fewer than two completed
   * trials.
   */
  readonly optimizationHistory: string;
  readonly progress: ProgressLine;
  /** Training time of all trials together. */
  readonly training: string;
  /** Time from the start to the end of its last run, or until now if it is still running. */
  readonly lastRun: string;
  readonly started: Moment;
}

export function sweepsRoute({ reader, firstSteps, render }: Dashboard): Router {
  return Router().get('/', (request, response) => {
    const page = reader.snapshot(() => sweepsPage(reader, request.query.hidden === '1'));
    response.send(render('sweeps', { ...page, firstSteps } satisfies SweepsPage));
  });
}

function sweepsPage(reader: DatabaseReader, showsHidden: boolean): Omit<SweepsPage, 'firstSteps'> {
  const annotations = sweepsAnnotations(reader.db);
  const all = listSweeps(reader.db, reader.boards).map((sweep) => {
    const { tags = [], hidden = false } = annotations.get(sweep.id) ?? {};
    return sweepLine(sweep, {
      tags,
      hidden,
      optimizationHistory: polyline(reader.boards.optimizationHistory(sweep.id)),
    });
  });
  const sweeps = all.filter(({ hidden }) => showsHidden || !hidden);
  return {
    title: 'Sweeps',
    database: reader.path,
    sweeps,
    allHidden: sweeps.length === 0 && all.length > 0,
    hidden: hiddenLine(
      all.filter(({ hidden }) => hidden).length,
      showsHidden,
      showsHidden ? '?' : '?hidden=1',
    ),
    undo: undoLines(reader.db),
  };
}

function sweepLine(
  sweep: SweepListing,
  others: Pick<SweepLine, 'tags' | 'hidden' | 'optimizationHistory'>,
): SweepLine {
  const { id, name, dataset, metric, best, trials, trainingMs, startedAtMs } = sweep;
  return {
    ...others,
    id,
    name,
    href: sweepHref(id),
    dataset,
    metric,
    rankedOn: rankedOnWords(sweep),
    best: best ? spread(best.mean, best.std) : '–',
    progress: progressLine(sweep, trials),
    training: duration(trainingMs),
    lastRun: duration(lastRunMs(sweep)),
    started: minute(startedAtMs),
  };
}

/** Null if the process that ran it was killed: the time of its end was never recorded. */
function lastRunMs({ startedAtMs, endedAtMs, clockMs }: SweepListing): number | null {
  const untilMs = endedAtMs ?? clockMs;
  return untilMs === null ? null : untilMs - startedAtMs;
}
