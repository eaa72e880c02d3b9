import { Router } from 'express';
import { CHARTS } from '../../charts/index.ts';
import { findSweep, type SweepInfo } from '../../store/index.ts';
import { chartHref } from '../addresses/addresses.ts';
import {
  type HiddenInput,
  hiddenInputs,
  type LeaderboardQuery,
  readQuery,
  writeQuery,
} from '../addresses/query.ts';
import type { Dashboard } from '../app.ts';
import { type FigureLink, figures } from '../charts/pictures.ts';
import { grouping, type Query, viewAddress } from '../charts/query.ts';
import { RenderedPages } from '../rendering/renderedPages.ts';
import { type BoardPage, boardPage } from './sweep.ts';
import { ARRANGING } from './toolbar.ts';

/** A leaderboard with the charts of the reader's choice beside it, and one filter for both. */
export interface WorkspacePage extends BoardPage {
  readonly figures: readonly FigureLink[];
  readonly chartChoices: ChartChoices;
}

interface ChartChoices {
  readonly charts: readonly { readonly name: string; readonly title: string; readonly checked: boolean }[];
  /** The address of the page with the usual charts; undefined if they are shown. */
  readonly reset: string | undefined;
  /** State of the page that the form keeps. */
  readonly hidden: readonly HiddenInput[];
}

/** What people look at first: how trials learn, which values are good, which parameters matter. */
const USUAL_CHARTS: readonly string[] = ['curves', 'parallel', 'importance'];

/** CSS pixels for the columns behind those of the rank and the trial, where charts stand beside the table. */
const ROOM = 490;

export function workspaceRoute(dashboard: Dashboard): Router {
  const { reader, changes, render } = dashboard;
  const rendered = new RenderedPages(reader);
  return Router().get('/sweeps/:id/workspace', (request, response) => {
    const token = changes.token();
    rendered.send({ request, response, type: 'html' }, token, () => {
      const sweep = findSweep(reader.db, request.params.id);
      const page = workspacePage(dashboard, sweep, request.query, token);
      return { status: page.problem ? 400 : 200, content: render('workspace', page) };
    });
  });
}

function workspacePage(dashboard: Dashboard, sweep: SweepInfo, asked: Query, token: string): WorkspacePage {
  const query = readQuery(asked);
  const board = boardPage(dashboard, sweep, query, token, { tab: 'Workspace', room: ROOM });
  const names = query.charts ?? USUAL_CHARTS;
  const chosen = CHARTS.filter(({ name }) => names.includes(name));
  return {
    ...board,
    title: `Workspace of ${sweep.name}`,
    toolbar: [...ARRANGING, { id: 'charts', label: 'Charts', forWriters: false }],
    figures: board.problem
      ? []
      : figures(chosen, sweep, asked, token).map((figure) => ({
          ...figure,
          data: chartHref(
            sweep.id,
            `${figure.name}.json`,
            viewAddress(asked, { ...grouping(query), size: 'small' }),
          ),
        })),
    chartChoices: chartChoices(query, names),
  };
}

function chartChoices(query: LeaderboardQuery, chosen: readonly string[]): ChartChoices {
  return {
    charts: CHARTS.map(({ name, title }) => ({ name, title, checked: chosen.includes(name) })),
    reset: query.charts && writeQuery(query, { charts: undefined }),
    hidden: hiddenInputs(query, 'charts'),
  };
}
