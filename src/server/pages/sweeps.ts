import { Router } from 'express';
import { count, plural } from '../../format.ts';
import { hasDatabase, sweepsAnnotations } from '../../store/index.ts';
import { allEventsHref, compareAnyHref, homeHref, trialsHref } from '../addresses/addresses.ts';
import {
  readSweepsQuery,
  SWEEP_ORDERS,
  type SweepOrder,
  type SweepsQuery,
  writeSweepsQuery,
} from '../addresses/sweepsQuery.ts';
import type { Dashboard } from '../app.ts';
import type { Paging } from '../leaderboard/paging.ts';
import { RenderedPages } from '../rendering/renderedPages.ts';
import { sweepUndoLines, type UndoLine } from './deletion.ts';
import type { FirstSteps } from './firstSteps.ts';
import { type HiddenLine, hiddenLine } from './hiddenLine.ts';
import { pageSlice } from './pageSlice.ts';
import { type SweepLine, sweepLine } from './sweeps/line.ts';
import { found, sorted } from './sweeps/sorted.ts';

/** The page of all sweeps. */
export interface SweepsPage {
  readonly title: string;
  /** Which link of the top is current. */
  readonly place: 'sweeps';
  /** Absolute path of the database. */
  readonly database: string;
  /** The address of the events that tell the page of changes after the state that it shows. */
  readonly events: string;
  readonly sweeps: readonly SweepLine[];
  readonly search: SearchForm;
  readonly heads: Readonly<Record<SweepOrder, SortHead>>;
  /** What the order by the best means; undefined for other orders. */
  readonly byBest: string | undefined;
  /** Why no sweep is shown; undefined if some are. */
  readonly empty: string | undefined;
  /** What to type to get a first sweep; undefined if there are sweeps. */
  readonly firstSteps: FirstSteps | undefined;
  readonly hidden: HiddenLine | undefined;
  readonly undo: readonly UndoLine[];
  readonly paging: Pick<Paging, 'range' | 'first' | 'previous' | 'next' | 'last' | 'sizes'> | undefined;
  /** The addresses of the forms that compare the ticked sweeps, and that list their trials. */
  readonly compare: string;
  readonly trials: string;
}

interface SearchForm {
  readonly text: string;
  readonly showsHidden: boolean;
  readonly orders: readonly { readonly value: string; readonly label: string; readonly chosen: boolean }[];
  /** The page without the search; undefined if nothing is searched. */
  readonly clear: string | undefined;
}

/** The head of a column: a click sorts by it, or reverses its order. */
interface SortHead {
  readonly href: string;
  readonly order: 'ascending' | 'descending' | undefined;
}

/** Sweeps a page. */
const A_PAGE = 50;

const LABELS: Readonly<Record<SweepOrder, string>> = {
  started: 'latest first',
  name: 'name',
  state: 'state',
  trials: 'most trials',
  best: 'best',
};
/** Orders that usually begin with the highest. */
const HIGHEST_FIRST: readonly SweepOrder[] = ['started', 'trials', 'best'];

export function sweepsRoute(dashboard: Dashboard): Router {
  const { reader, changes, render } = dashboard;
  const rendered = new RenderedPages(reader);
  return Router().get('/', (request, response) => {
    const query = readSweepsQuery(request.query);
    const token = changes.token();
    if (!hasDatabase(reader.path)) {
      // It follows, too: the list takes its place once there is a database.
      response.send(render('sweeps', waitingPage(dashboard, query, token)));
      return;
    }
    rendered.send({ request, response, type: 'html' }, token, () => {
      return { status: 200, content: render('sweeps', sweepsPage(dashboard, query, token)) };
    });
  });
}

function waitingPage({ reader, firstSteps }: Dashboard, query: SweepsQuery, token: string): SweepsPage {
  return {
    ...framePage(reader.path, query, token),
    sweeps: [],
    empty: `No database yet: nothing is in ${reader.path}.`,
    firstSteps,
    hidden: undefined,
    undo: [],
    paging: undefined,
  };
}

function sweepsPage(dashboard: Dashboard, query: SweepsQuery, token: string): SweepsPage {
  const { reader, firstSteps } = dashboard;
  const annotations = sweepsAnnotations(reader.db);
  const all = reader.boards.sweeps().map((sweep) => ({ sweep, annotations: annotations.get(sweep.id) }));
  const visible = all.filter((each) => query.hidden || !each.annotations?.hidden);
  const matching = found(visible, query.search);
  const { shown, page, pages } = pageSlice(sorted(matching, query, reader.boards), query.page, A_PAGE);
  const to = (target: number, exists: boolean) =>
    exists ? homeHref(writeSweepsQuery(query, { page: target })) : undefined;
  const start = (page - 1) * A_PAGE;
  return {
    ...framePage(reader.path, query, token),
    sweeps: shown.map((each) => sweepLine(dashboard, each.sweep, each.annotations)),
    empty: shown.length > 0 ? undefined : whyEmpty(all.length, visible.length, query),
    firstSteps: all.length === 0 ? firstSteps : undefined,
    hidden: hiddenLine(
      all.filter((each) => each.annotations?.hidden).length,
      query.hidden,
      homeHref(writeSweepsQuery(query, { hidden: !query.hidden, page: 1 })),
    ),
    undo: sweepUndoLines(reader.db),
    paging:
      pages === 1
        ? undefined
        : {
            range: `${count(start + 1)}–${count(start + shown.length)} of ${plural(matching.length, 'sweep')}`,
            first: to(1, page > 1),
            previous: to(page - 1, page > 1),
            next: to(page + 1, page < pages),
            last: to(pages, page < pages),
            sizes: [],
          },
  };
}

/** What the page has whatever it lists. */
function framePage(database: string, query: SweepsQuery, token: string) {
  return {
    title: 'Sweeps',
    place: 'sweeps' as const,
    database,
    events: allEventsHref(token),
    search: {
      text: query.search,
      showsHidden: query.hidden,
      orders: SWEEP_ORDERS.map((value) => ({ value, label: LABELS[value], chosen: value === query.sort })),
      clear: query.search === '' ? undefined : homeHref(writeSweepsQuery(query, { search: '', page: 1 })),
    },
    heads: Object.fromEntries(SWEEP_ORDERS.map((sort) => [sort, sortHead(sort, query)])) as Record<
      SweepOrder,
      SortHead
    >,
    byBest:
      query.sort === 'best'
        ? 'By their best: sweeps of one dataset and metric stand together, since values of different ones say nothing about each other.'
        : undefined,
    compare: compareAnyHref(),
    trials: trialsHref(),
  };
}

function sortHead(sort: SweepOrder, query: SweepsQuery): SortHead {
  const isCurrent = sort === query.sort;
  const reversed = isCurrent && !query.reversed;
  const isDescending = HIGHEST_FIRST.includes(sort) !== query.reversed;
  return {
    href: homeHref(writeSweepsQuery(query, { sort, reversed, page: 1 })),
    order: isCurrent ? (isDescending ? 'descending' : 'ascending') : undefined,
  };
}

function whyEmpty(all: number, visible: number, { search }: SweepsQuery): string {
  if (all === 0) return 'No sweep yet.';
  if (visible === 0) return 'All sweeps are hidden.';
  return `No sweep has ${search.split(/\s+/).join(' and ')} in its name, state, dataset, metric, tags or note.`;
}
