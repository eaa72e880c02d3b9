import { Router } from 'express';
import { listSweeps, type SweepListing } from '../../store/index.ts';
import type { Dashboard } from '../app.ts';

/** The page of all sweeps. */
export interface SweepsPage {
  readonly title: string;
  /** Absolute path of the database. */
  readonly database: string;
  /** The latest first. */
  readonly sweeps: readonly (SweepListing & { readonly share: ProgressShare })[];
}

export interface ProgressShare {
  /** Trials that need no further run. */
  readonly done: number;
  readonly total: number;
  /** 0 to 100, whole. */
  readonly percent: number;
}

export function sweepsRoute({ reader, render }: Dashboard): Router {
  return Router().get('/', (_request, response) => {
    const sweeps = listSweeps(reader.db, reader.boards).map((sweep) => ({
      ...sweep,
      share: progressShare(sweep.trials),
    }));
    const page: SweepsPage = { title: 'Sweeps', database: reader.path, sweeps };
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
