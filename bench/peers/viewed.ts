import type { Goal } from '../goals.ts';
import { GOALS } from '../goals.ts';

/** A dashboard that is viewed beside ours: a script of this folder fills it and serves it. */
export interface Viewed {
  readonly name: string;
  readonly script: string;
  /** Time after which its server has forgotten the trials that it has read; a view begins only then. */
  readonly restMs: number;
  readonly pages: readonly ViewedPage[];
}

/** A page that lists trials, with a selector of its first rows. */
export interface ViewedPage {
  readonly name: string;
  readonly path: string;
  readonly rows: string;
  /** Limit of our time as a share of this page's; without one, the time is only shown. */
  readonly goal?: Goal;
}

export const VIEWED: readonly Viewed[] = [
  {
    name: 'optuna-dashboard',
    script: 'optuna_ui.py',
    // 10 s from 500 trials on. With two states in turn, the medians would be of neither.
    restMs: 11_000,
    pages: [
      // Names and states; it draws those that are on the screen.
      {
        name: 'list of trials',
        path: 'dashboard/studies/1/trials',
        rows: 'text="Trial 5"',
        goal: GOALS.beside,
      },
      // 50 rows, below two charts. There is an address `trialTable` too, but it shows nothing.
      {
        name: 'table of trials',
        path: 'dashboard/studies/1/smartSelection',
        rows: 'tbody tr:nth-child(50)',
        goal: GOALS.beside,
      },
    ],
  },
  {
    name: 'MLflow',
    script: 'mlflow_ui.py',
    restMs: 0,
    // It asks for 100 runs, the latest, however many there are, and draws those that are on the screen.
    pages: [{ name: 'runs', path: '#/experiments/1/runs', rows: '.ag-row[row-index="5"] a' }],
  },
];
