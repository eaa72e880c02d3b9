import { Router } from 'express';
import type { BrushAxis, Chart, ChartKind, Control, Settings } from '../../charts/chart.ts';
import { offered, readSettings } from '../../charts/controls.ts';
import { type ChartOption, drawSvg } from '../../charts/draw.ts';
import { ImportanceCache } from '../../charts/importanceCache.ts';
import { CHARTS, findChart } from '../../charts/index.ts';
import { messageSvg } from '../../charts/message.ts';
import { readChartData } from '../../charts/readData.ts';
import { fileNamePart } from '../../fileName.ts';
import { count } from '../../format.ts';
import { findSweep, type SweepInfo } from '../../store/index.ts';
import { chartHref, eventsHref, sweepHref } from '../addresses/addresses.ts';
import { type HiddenInput, hiddenInputs, readQuery, writeQuery } from '../addresses/query.ts';
import type { Dashboard } from '../app.ts';
import { exampleFilter } from '../leaderboard/filter.ts';
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
  /** The filter, and the problem with it, if any. */
  readonly where: string;
  readonly example: string;
  readonly problem: FilterProblem | undefined;
  /** State of the leaderboard's view that the form keeps. */
  readonly hidden: readonly HiddenInput[];
  /** The address of the events that tell the page of changes after the state that it shows. */
  readonly events: string;
}

/** All charts of a sweep, small. */
export interface ChartsPage extends Framed {
  readonly figures: readonly {
    readonly title: string;
    readonly href: string;
    readonly picture: Picture;
  }[];
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
  /** How many configurations pass the filter, and the link to all of them. */
  readonly found: string;
  readonly leaderboard: string;
}

/** A chart in the two widths in which it is drawn. */
export interface Picture {
  readonly wide: string;
  readonly narrow: string;
}

/** The data that the page's script draws. */
export interface ChartJson {
  readonly option: ChartOption | undefined;
  readonly axes: readonly BrushAxis[];
}

/** In CSS pixels. A picture is drawn as wide as it is shown, so that its text keeps its size. */
const SIZES = {
  large: { width: 1100, height: 480 },
  small: { width: 560, height: 300 },
  narrow: { width: 330, height: 300 },
} as const;

type Query = Readonly<Record<string, unknown>>;

export function chartRoutes({ reader, changes, render }: Dashboard): Router {
  const cache = new ImportanceCache();
  const rendered = new RenderedPages(reader);
  const build = (sweep: SweepInfo, kind: ChartKind, query: Query, width: number) => {
    const data = readChartData(reader, sweep, whereOf(query), cache);
    const controls = kind.controls(data);
    const settings = readSettings(controls, query);
    return { data, controls, settings, chart: kind.build(data, settings, width) };
  };
  return Router()
    .get('/sweeps/:id/charts', (request, response) => {
      const token = changes.token();
      rendered.send({ request, response, type: 'html' }, token, () => {
        const sweep = findSweep(reader.db, request.params.id);
        const frame = framed(sweep, request.query, token);
        const problem = filterProblem(() =>
          reader.boards.leaderboard(sweep.id, { where: whereOf(request.query), limit: 0 }),
        );
        const page: ChartsPage = {
          ...frame,
          problem,
          figures: problem ? [] : figures(sweep, request.query, token),
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
        const sweep = findSweep(reader.db, request.params.id);
        const { width } = sizeOf(request.query.size);
        const { option, axes = [] } = build(sweep, kind, request.query, width).chart;
        return { status: 200, content: JSON.stringify({ option, axes } satisfies ChartJson) };
      });
    })
    .get('/sweeps/:id/charts/:name', (request, response, next) => {
      const kind = findChart(request.params.name);
      if (!kind) return next();
      const token = changes.token();
      rendered.send({ request, response, type: 'html' }, token, () => {
        const sweep = findSweep(reader.db, request.params.id);
        const frame = framed(sweep, request.query, token);
        let built: ReturnType<typeof build> | undefined;
        const problem = filterProblem(() => {
          built = build(sweep, kind, request.query, SIZES.large.width);
        });
        const page = chartPage({ ...frame, problem }, kind, request.query, token, built);
        return { status: problem ? 400 : 200, content: render('chart', page) };
      });
    });
}

function framed(sweep: SweepInfo, query: Query, token: string): Omit<Framed, 'problem'> {
  const view = readQuery(query);
  return {
    title: `Charts of ${sweep.name}`,
    sweep,
    head: sweepHead(sweep, view, 'Charts'),
    where: view.where ?? '',
    example: exampleFilter(sweep),
    hidden: hiddenInputs(view, 'where', 'page'),
    events: eventsHref(sweep.id, token),
  };
}

function figures(sweep: SweepInfo, query: Query, token: string): ChartsPage['figures'] {
  return CHARTS.map((kind) => ({
    title: kind.title,
    href: chartHref(sweep.id, kind.name, address(query, {})),
    picture: picture(sweep, kind, query, grouping(query), token, 'small'),
  }));
}

interface Built {
  readonly data: { readonly rows: readonly unknown[] };
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
  const { sweep } = frame;
  const { controls = [], settings = {}, chart } = built ?? {};
  const own = address(query, settings);
  const shown = offered(controls, settings);
  return {
    ...frame,
    title: `${kind.title} of ${sweep.name}`,
    chart: { name: kind.name, title: kind.title },
    others: CHARTS.map((other) => ({
      title: other.title,
      href: chartHref(sweep.id, other.name, address(query, {})),
      current: other === kind,
    })),
    hidden: [...frame.hidden.filter(({ name }) => !(name in settings)), ...kept(controls, shown, settings)],
    controls: shown.map((control) => ({
      ...control,
      choices: control.choices.map((choice) => ({
        ...choice,
        chosen: choice.value === settings[control.name],
        href: chartHref(
          sweep.id,
          kind.name,
          chosen(query, controls, { ...settings, [control.name]: choice.value }),
        ),
      })),
    })),
    caption: [chart?.caption, chart?.gesture].filter(Boolean).join(' '),
    picture: chart?.option && picture(sweep, kind, query, settings, token, 'large'),
    fileName: `${fileNamePart(sweep.name)}-${kind.name}`,
    data: chartHref(sweep.id, `${kind.name}.json`, own),
    table: numbersView(sweep.id, chart?.table),
    found: count(built?.data.rows.length ?? 0),
    leaderboard: sweepHref(sweep.id, address(query, {})),
  };
}

/** The choices of controls that are not offered, other than the usual ones: they hold again once they have an effect. */
function kept(controls: readonly Control[], shown: readonly Control[], settings: Settings): HiddenInput[] {
  return controls.flatMap((control) => {
    const value = settings[control.name]!;
    return shown.includes(control) || value === control.choices[0]?.value
      ? []
      : [{ name: control.name, value }];
  });
}

/** Addresses of pictures; the token says which state of the database they show. */
function picture(
  sweep: SweepInfo,
  { name }: ChartKind,
  query: Query,
  settings: Settings,
  token: string,
  size: 'small' | 'large',
): Picture {
  const where = whereOf(query);
  const at = (which: string) =>
    chartHref(
      sweep.id,
      `${name}.svg`,
      `?${new URLSearchParams({ ...(where === undefined ? {} : { where }), ...settings, size: which, at: token })}`,
    );
  return { wide: at(size), narrow: at('narrow') };
}

/** The leaderboard's groups, as groups of the learning curves. */
function grouping(query: Query): Settings {
  const { group } = readQuery(query);
  return group === undefined ? {} : { group };
}

/**
 * A query string with the leaderboard's view, above all its filter, and the settings; empty if there is
 * neither.
 */
function address(query: Query, settings: Settings): string {
  const view = new URLSearchParams(writeQuery(readQuery(query), { page: 1 }));
  for (const [name, value] of Object.entries(settings)) view.set(name, value);
  return view.size === 0 ? '' : `?${view}`;
}

/** The same with only the settings that differ from the usual ones. */
function chosen(query: Query, controls: readonly Control[], settings: Settings): string {
  const view = new URLSearchParams(address(query, {}));
  for (const { name, choices } of controls) {
    view.delete(name);
    if (settings[name] !== choices[0]?.value) view.set(name, settings[name]!);
  }
  return view.size === 0 ? '' : `?${view}`;
}

function whereOf({ where }: Query): string | undefined {
  return typeof where === 'string' && where.trim() !== '' ? where : undefined;
}

function sizeOf(name: unknown) {
  return name === 'small' || name === 'narrow' ? SIZES[name] : SIZES.large;
}
