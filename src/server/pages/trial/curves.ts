import { count, duration, plural } from '../../../format.ts';
import { metricInfo } from '../../../metric/catalogue.ts';
import { type MetricFamily, metricFamilies } from '../../../metric/forReading.ts';
import { ownValue } from '../../../ownValue.ts';
import { type Database, historyPage, type TrialDetail } from '../../../store/index.ts';
import { TITLES } from '../../../titles.ts';
import { curveMetrics } from '../../../trainable/curveMetrics.ts';
import { trainableOf } from '../../../trainable/index.ts';
import { curveHref } from '../../addresses/addresses.ts';
import { readPage, writtenTexts } from '../../addresses/query.ts';

/** A trial's metrics over its steps. */
export interface TrialCurvesView {
  /** What one step is called. */
  readonly stepName: string;
  /** Empty before the first step has ended. */
  readonly pictures: readonly CurvePicture[];
  /** The remaining metrics, under titles that open them. */
  readonly others: { readonly title: string; readonly pictures: readonly CurvePicture[] } | undefined;
  /** The same curves in numbers; undefined if there is no step and none will come. */
  readonly table: StepTable | undefined;
}

/** A picture in the two widths in which it is drawn. */
export interface CurvePicture {
  readonly wide: string;
  readonly narrow: string;
  readonly alt: string;
}

export interface StepTable {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly step: number; readonly cells: readonly string[] }[];
  /** The steps that are shown and the links to the others; undefined if all are shown. */
  readonly paging:
    | {
        readonly range: string;
        readonly previous: string | undefined;
        readonly next: string | undefined;
        readonly last: string | undefined;
      }
    | undefined;
  /** Whether the table is open from the start, because somebody is paging through it. */
  readonly open: boolean;
}

/** Number of pictures that are shown from the start. */
const MOST_PICTURES = 8;
const MOST_COLUMNS = 24;
const ROWS_A_PAGE = 200;

/**
 * The families of metrics that a sweep's trials have curves of; each family is one picture under its name.
 */
export function curveFamilies(
  { trainable, metric }: TrialDetail['sweep'],
  names: readonly string[],
): MetricFamily[] {
  const families = metricFamilies(curveMetrics(trainable, names));
  const place = ({ members }: MetricFamily) => Number(!members.includes(metric));
  const isKnown = trainableOf(trainable).metrics !== undefined;
  return isKnown ? families : families.sort((a, b) => place(a) - place(b));
}

/** `grows` says whether further steps may come; `query` is the query of the page's address. */
export function trialCurvesView(
  db: Database,
  trial: TrialDetail,
  names: readonly string[],
  grows: boolean,
  query: Readonly<Record<string, unknown>>,
): TrialCurvesView {
  const { sweep, number, steps } = trial;
  const { stepName } = trainableOf(sweep.trainable);
  const families = curveFamilies(sweep, names);
  const picture = ({ name, members }: MetricFamily): CurvePicture => ({
    wide: curveHref(sweep.id, number, name, `?${stepName}s=${steps}`),
    narrow: curveHref(sweep.id, number, name, `?narrow&${stepName}s=${steps}`),
    alt: `${members.join(' and ')} over ${plural(steps, stepName)}; the table below has the numbers`,
  });
  const [shown, others] = [families.slice(0, MOST_PICTURES), families.slice(MOST_PICTURES)];
  return {
    stepName,
    pictures: steps === 0 ? [] : shown.map(picture),
    others:
      steps === 0 || others.length === 0
        ? undefined
        : { title: `Curves of ${count(others.length)} more metrics`, pictures: others.map(picture) },
    table: steps > 0 || grows ? stepTable(db, trial, columnsOf(sweep, names), query) : undefined,
  };
}

/** The metrics in the order in which the trainable names them, or else the most interesting ones first. */
function columnsOf({ trainable }: TrialDetail['sweep'], names: readonly string[]): readonly string[] {
  const curves = curveMetrics(trainable, names);
  const usual = trainableOf(trainable).metrics ?? [];
  const ordered = [...new Set([...usual.filter((name) => curves.includes(name)), ...curves])];
  return ordered.slice(0, MOST_COLUMNS);
}

function stepTable(
  db: Database,
  { trialId, steps }: TrialDetail,
  metrics: readonly string[],
  query: Readonly<Record<string, unknown>>,
): StepTable {
  const pages = Math.max(1, Math.ceil(steps / ROWS_A_PAGE));
  const page = Math.min(readPage(writtenTexts(query.steps)), pages);
  const offset = (page - 1) * ROWS_A_PAGE;
  const rows = historyPage(db, trialId, { offset, limit: ROWS_A_PAGE, metrics });
  const to = (target: number) => `?steps=${target}#steps`;
  return {
    columns: [...metrics, TITLES.durationMs],
    rows: rows.map((row) => ({
      step: row.step,
      cells: [
        ...metrics.map((name) =>
          ownValue(row.metrics, name) === undefined
            ? ''
            : metricInfo(name).format(ownValue(row.metrics, name)),
        ),
        duration(row.durationMs),
      ],
    })),
    paging:
      pages === 1
        ? undefined
        : {
            range: `${count(offset + 1)}–${count(offset + rows.length)} of ${count(steps)}`,
            previous: page > 1 ? to(page - 1) : undefined,
            next: page < pages ? to(page + 1) : undefined,
            last: page < pages ? to(pages) : undefined,
          },
    open: writtenTexts(query.steps).length > 0,
  };
}
