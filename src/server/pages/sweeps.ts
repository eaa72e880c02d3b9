import { Router } from 'express';
import { listSweeps, type SweepListing, sweepsAnnotations } from '../../store/index.ts';
import type { Dashboard } from '../app.ts';
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
}

export interface ProgressShare {
  /** Trials that need no further run. */
  readonly done: number;
  readonly total: number;
  /** 0 to 100, whole. */
  readonly percent: number;
}

export function sweepsRoute({ reader, render }: Dashboard): Router {
  return Router().get('/', (request, response) => {
    const annotations = sweepsAnnotations(reader.db);
    const all = listSweeps(reader.db, reader.boards).map((sweep): SweepLine => {
      const { tags = [], hidden = false } = annotations.get(sweep.id) ?? {};
      return { ...sweep, share: progressShare(sweep.trials), tags, isHidden: hidden };
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

export function progressShare(trials: SweepListing['trials']): ProgressShare {
  const done = trials.completed + trials.pruned + trials.failed + trials.cancelled;
  return {
    done,
    total: trials.total,
    percent: trials.total === 0 ? 0 : Math.floor((100 * done) / trials.total),
  };
}
