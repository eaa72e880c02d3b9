import { Router } from 'express';
import type { Chart, ChartKind, Control, Settings } from '../../charts/chart.ts';
import { offered, readSettings } from '../../charts/controls.ts';
import { drawSvg } from '../../charts/draw.ts';
import { ImportanceCache } from '../../charts/importanceCache.ts';
import { CHARTS, findChart } from '../../charts/index.ts';
import { messageSvg } from '../../charts/message.ts';
import { rankedRows } from '../../charts/ranked.ts';
import { readChartData } from '../../charts/readData.ts';
import { fileNamePart } from '../../fileName.ts';
import { count } from '../../format.ts';
import { findSweep, type LeaderboardRow, type SweepInfo } from '../../store/index.ts';
import { chartHref, eventsHref, sweepHref } from '../addresses/addresses.ts';
import { readQuery } from '../addresses/query.ts';
import type { Dashboard } from '../app.ts';
import { chartJson } from '../charts/chartJson.ts';
import { type FigureLink, figures, type Picture, picture, SIZES, sizeOf } from '../charts/pictures.ts';
import { type Query, unusual, viewAddress, whereOf } from '../charts/query.ts';
import { type FilterView, filterHints, filterView } from '../leaderboard/filter.ts';
import { SweepScope } from '../leaderboard/sweepScope.ts';
import type { DatabaseReader } from '../reading/databaseReader.ts';
import { RenderedPages } from '../rendering/renderedPages.ts';
import { type NumbersView, numbersView } from './chartNumbers.ts';
import { type FilterProblem, filterProblem } from './filterProblem.ts';
import { type SweepHead, sweepHead } from './sweepHead.ts';
import type { Tab } from './tabs.ts';

/** The parts that every page of charts has. */
interface Framed {
  readonly title: string;
  readonly sweep: SweepInfo;
  readonly head: SweepHead;
  readonly filter: FilterView;
  readonly problem: FilterProblem | undefined;
  /** The address of the events that tell the page of changes after the state that it shows. */
  readonly events: string;
}

/** All charts of a sweep, small. */
export interface ChartsPage extends Framed {
  readonly figures: readonly FigureLink[];
}

/** One chart of a sweep, with its controls and its numbers. */
export interface ChartPage extends Framed {
  readonly chart: { readonly name: string; readonly title: string };
  /** Links to the other charts. */
  readonly others: readonly Tab[];
  readonly controls: readonly (Omit<Control, 'choices'> & {
    readonly choices: readonly (Control['choices'][number] & {
      readonly chosen: boolean;
      /** The chart with this choice, all other choices unchanged. */
      readonly href: string;
    })[];
  })[];
  readonly caption: string;
  /** Undefined if there is nothing to draw. */
  readonly picture: Picture | undefined;
  /** The file's name under which the picture is kept, without its ending. */
  readonly fileName: string;
  /** The address of the data that the interactive chart draws. */
  readonly data: string;
  readonly table: NumbersView;
  /** How many configurations pass the filter, such as `19, of which 6 have a result`, and the link to all of them. */
  readonly found: string;
  readonly leaderboard: string;
}

export function chartRoutes({ reader, changes, render }: Dashboard): Router {
  const cache = new ImportanceCache();
  const rendered = new RenderedPages(reader);
  const build = (sweep: SweepInfo, kind: ChartKind, query: Query, width: number): Built => {
    const data = readChartData(reader, sweep, whereOf(query), cache);
    const controls = kind.controls(data);
    const settings = readSettings(controls, query);
    return { data, controls, settings, chart: kind.build(data, settings, width) };
  };
  return Router()
    .get('/sweeps/:id/charts', (request, response) => {
      const token = changes.token();
      rendered.send({ request, response, type: 'html' }, token, () => {
        const { query } = request;
        const sweep = findSweep(reader.db, request.params.id);
        let found = 0;
        const problem = filterProblem(() => {
          found = reader.boards.leaderboard(sweep.id, { where: whereOf(query) }).length;
        });
        const page: ChartsPage = {
          ...framed(reader, sweep, query, token, { problem, found, settings: {} }),
          figures: problem ? [] : figures(CHARTS, sweep, query, token),
        };
        return { status: problem ? 400 : 200, content: render('charts', page) };
      });
    })
    .get('/sweeps/:id/charts/:file.svg', (request, response, next) => {
      const kind = findChart(request.params.file);
      if (!kind) return next();
      rendered.send({ request, response, type: 'svg' }, changes.token(), () => {
        const size = sizeOf(request.query.size);
        const { chart } = build(findSweep(reader.db, request.params.id), kind, request.query, size.width);
        return {
          status: 200,
          content: chart.option ? drawSvg(chart.option, size) : messageSvg(chart.caption, size),
        };
      });
    })
    .get('/sweeps/:id/charts/:file.json', (request, response, next) => {
      const kind = findChart(request.params.file);
      if (!kind) return next();
      rendered.send({ request, response, type: 'json' }, changes.token(), () => {
        const { query } = request;
        const sweep = findSweep(reader.db, request.params.id);
        const { chart } = build(sweep, kind, query, sizeOf(query.size).width);
        const json = chartJson(chart, whereOf(query), reader.boards.columns(sweep.id));
        return { status: 200, content: JSON.stringify(json) };
      });
    })
    .get('/sweeps/:id/charts/:name', (request, response, next) => {
      const kind = findChart(request.params.name);
      if (!kind) return next();
      const token = changes.token();
      rendered.send({ request, response, type: 'html' }, token, () => {
        const { query } = request;
        const sweep = findSweep(reader.db, request.params.id);
        let built: Built | undefined;
        const problem = filterProblem(() => {
          built = build(sweep, kind, query, SIZES.large.width);
        });
        const settings = built ? unusual(built.controls, built.settings) : {};
        const found = built?.data.rows.length ?? 0;
        const frame = framed(reader, sweep, query, token, { problem, found, settings });
        const page = chartPage(frame, kind, query, token, built);
        return { status: problem ? 400 : 200, content: render('chart', page) };
      });
    });
}

interface Asked {
  readonly problem: FilterProblem | undefined;
  /** Number of rows that pass the filter. */
  readonly found: number;
  /** What the page's own links keep. */
  readonly settings: Settings;
}

function framed(
  reader: DatabaseReader,
  sweep: SweepInfo,
  query: Query,
  token: string,
  { problem, found, settings }: Asked,
): Framed {
  const view = readQuery(query);
  const scope = new SweepScope(reader, sweep);
  const hints = problem ? [] : filterHints(view.where, scope.names, found, (where) => scope.rows({ where }));
  return {
    title: `Charts of ${sweep.name}`,
    sweep,
    head: sweepHead(sweep, view, 'Charts'),
    filter: filterView(scope, view, hints, (where) => viewAddress(query, settings, { where }) || '?'),
    problem,
    events: eventsHref(sweep.id, token),
  };
}

interface Built {
  readonly data: { readonly rows: readonly LeaderboardRow[] };
  readonly controls: readonly Control[];
  readonly settings: Settings;
  readonly chart: Chart;
}

function chartPage(
  frame: Framed,
  kind: ChartKind,
  query: Query,
  token: string,
  built: Built | undefined,
): ChartPage {
  const { sweep, filter } = frame;
  const { controls = [], settings = {}, chart } = built ?? {};
  const plain = viewAddress(query, {});
  const chosen = (choice: Settings) =>
    chartHref(sweep.id, kind.name, viewAddress(query, unusual(controls, { ...settings, ...choice })));
  const shown = offered(controls, settings);
  // What is not offered holds again once it has an effect.
  const kept = unusual(
    controls.filter((control) => !shown.includes(control)),
    settings,
  );
  const hidden = [
    ...filter.hidden.filter(({ name }) => !(name in settings)),
    ...Object.entries(kept).map(([name, value]) => ({ name, value })),
  ];
  return {
    ...frame,
    title: `${kind.title} of ${sweep.name}`,
    filter: { ...filter, hidden },
    chart: { name: kind.name, title: kind.title },
    others: CHARTS.map((other) => ({
      title: other.title,
      href: chartHref(sweep.id, other.name, plain),
      current: other === kind,
    })),
    controls: shown.map((control) => ({
      ...control,
      choices: control.choices.map((choice) => ({
        ...choice,
        chosen: choice.value === settings[control.name],
        href: chosen({ [control.name]: choice.value }),
      })),
    })),
    caption: [chart?.caption, chart?.gesture].filter(Boolean).join(' '),
    picture: chart?.option && picture(sweep, kind, query, settings, token, 'large'),
    fileName: `${fileNamePart(sweep.name)}-${kind.name}`,
    data: chartHref(sweep.id, `${kind.name}.json`, viewAddress(query, settings)),
    table: numbersView(sweep.id, chart?.table),
    found: foundWords(built?.data.rows ?? []),
    leaderboard: sweepHref(sweep.id, plain),
  };
}

function foundWords(rows: readonly LeaderboardRow[]): string {
  const withResult = rankedRows(rows).length;
  const having = withResult === 1 ? 'has' : 'have';
  return withResult === rows.length
    ? count(rows.length)
    : `${count(rows.length)}, of which ${count(withResult)} ${having} a result`;
}
