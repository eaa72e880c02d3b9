import { Router } from 'express';
import { listSweeps, type SweepListing, sweepsAnnotations } from '../../store/index.ts';
import type { Dashboard } from '../app.ts';
import { polyline } from '../leaderboard/polyline.ts';
import { type UndoLine, undoLines } from './deletion.ts';

/** The page of all sweeps. */
export interface SweepsPage {
  readonly title: string;
  /** Absolute path of the database. */
  readonly database: string;
  /** The latest first. */
  readonly sweeps: readonly SweepLine[];
  /** How many sweeps are hidden, and the address that shows them, or leaves them out again. */
  readonly hidden: { readonly count: number; readonly shown: boolean; readonly href: string };
  readonly undo: readonly UndoLine[];
}

export interface SweepLine extends SweepListing {
  readonly share: ProgressShare;
  readonly tags: readonly string[];
  readonly isHidden: boolean;
  /** The best value so far, for an SVG polyline in a box of 100 × 24; empty for fewer than two completed trials. */
  readonly climb: string;
  /** Between the begin and the end of its last run, until now where it runs; in ms. */
  readonly tookMs: number | null;
}

export interface ProgressShare {
  /** Trials that need no further run. */
  readonly done: number;
  readonly total: number;
}

export function sweepsRoute({ reader, render }: Dashboard): Router {
  return Router().get('/', (request, response) => {
    const annotations = sweepsAnnotations(reader.db);
    const all = listSweeps(reader.db, reader.boards).map((sweep): SweepLine => {
      const { tags = [], hidden = false } = annotations.get(sweep.id) ?? {};
      return {
        ...sweep,
        share: progressShare(sweep.trials),
        climb: polyline(reader.boards.climb(sweep.id)),
        tookMs: tookMs(sweep),
        tags,
        isHidden: hidden,
      };
    });
    const shown = request.query.hidden === '1';
    const page: SweepsPage = {
      title: 'Sweeps',
      database: reader.path,
      sweeps: all.filter(({ isHidden }) => shown || !isHidden),
      hidden: {
        count: all.filter(({ isHidden }) => isHidden).length,
        shown,
        href: shown ? '?' : '?hidden=1',
      },
      undo: undoLines(reader.db),
    };
    response.send(render('sweeps', page));
  });
}

/** Null where the process that ran it was killed, as nobody wrote down when. */
function tookMs({ state, startedAtMs, endedAtMs }: SweepListing): number | null {
  if (endedAtMs !== null) return endedAtMs - startedAtMs;
  return state === 'running' ? Date.now() - startedAtMs : null;
}

export function progressShare(trials: SweepListing['trials']): ProgressShare {
  const done = trials.completed + trials.pruned + trials.failed + trials.cancelled;
  return {
    done,
    total: trials.total,
  };
}
