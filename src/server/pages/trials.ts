import { pipeline } from 'node:stream';
import { Router } from 'express';
import { count, plural } from '../../format.ts';
import { allEventsHref, trialsChangeHref, trialsHref } from '../addresses/addresses.ts';
import { type LeaderboardQuery, readQuery, writeQuery, writtenTexts } from '../addresses/query.ts';
import type { Dashboard } from '../app.ts';
import { AllScope } from '../leaderboard/allScope.ts';
import { leaderboardCsv } from '../leaderboard/csv.ts';
import { type LeaderboardView, leaderboardView } from '../leaderboard/view.ts';
import { RenderedPages } from '../rendering/renderedPages.ts';
import { trialUndoLines, type UndoLine } from './deletion.ts';
import { ARRANGING, type ToolbarButton } from './toolbar.ts';

/** The trials of all sweeps in one table. */
export interface TrialsPage extends LeaderboardView {
  readonly title: string;
  /** Which link of the top is current. */
  readonly place: 'trials';
  /** Such as `1,200 trials of 4 sweeps`. */
  readonly facts: string;
  /** The address of the events that tell the page of changes after the state that it shows. */
  readonly events: string;
  readonly toolbar: readonly ToolbarButton[];
  /** The name under which a browser keeps views of this page. */
  readonly viewsKey: string;
  readonly undo: readonly UndoLine[];
  /** The address that changes the ticked rows. */
  readonly changeTrials: string;
}

export function trialsRoutes(dashboard: Dashboard): Router {
  const { reader, changes, render } = dashboard;
  const rendered = new RenderedPages(reader);
  return Router()
    .get('/trials', (request, response) => {
      const sweeps = writtenTexts(request.query.sweeps).filter((id) => /^[1-9]\d{0,8}$/.test(id));
      if (sweeps.length > 0) {
        // A form of sweeps names them one by one; the address that people share has a filter.
        const where = sweeps.map((id) => `sweepId=${id}`).join(' or ');
        response.redirect(302, trialsHref(writeQuery({ ...readTrialsQuery({}), where })));
        return;
      }
      const token = changes.token();
      rendered.send({ request, response, type: 'html' }, token, () => {
        const page = trialsPage(dashboard, readTrialsQuery(request.query), token);
        return { status: page.problem ? 400 : 200, content: render('trials', page) };
      });
    })
    .get('/trials.csv', (request, response) => {
      const csv = reader.snapshot(() => {
        const query = readTrialsQuery(request.query);
        const scope = new AllScope(reader);
        const { names, stepName } = scope;
        const trials = (id: number) => reader.boards.trials(id);
        const rows = scope.rows({ ...query, withoutHidden: !query.hidden });
        return leaderboardCsv({ sweeps: scope.board.sweeps, isOfAll: true, names, stepName, trials }, rows);
      });
      // A client that leaves in the middle does no harm.
      pipeline(csv, response.attachment('trials.csv'), () => {});
    })
    .get('/events', (request, response) => {
      changes.listen(response, String(request.query.since ?? ''));
    });
}

/** What only one sweep has is left out: a baseline, and the metrics of best epochs. */
function readTrialsQuery(query: Readonly<Record<string, unknown>>): LeaderboardQuery {
  return { ...readQuery(query, 'trial'), epoch: 'last', baseline: undefined };
}

function trialsPage({ reader, recent }: Dashboard, query: LeaderboardQuery, token: string): TrialsPage {
  const scope = new AllScope(reader);
  const trials = scope.rows({ by: 'trial' }).length;
  const nameOf = (id: number) => scope.board.sweeps.find((sweep) => sweep.id === id)?.name;
  return {
    title: 'Trials',
    place: 'trials',
    facts: `${plural(trials, 'trial')} of ${scope.board.sweeps.length === 1 ? 'one sweep' : `${count(scope.board.sweeps.length)} sweeps`}`,
    events: allEventsHref(token),
    toolbar: ARRANGING,
    viewsKey: 'views of all trials',
    undo: [...trialUndoLines(reader.db), ...recent.undoLinesOfAll(nameOf)],
    changeTrials: trialsChangeHref(undefined, query.by),
    ...leaderboardView(scope, query),
  };
}
