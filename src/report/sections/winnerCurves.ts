import type { ChartData } from '../../charts/chart.ts';
import { curvesSvg, type NamedCurve } from '../../charts/curves.ts';
import { listed } from '../../format.ts';
import { type MetricFamily, metricFamilies } from '../../metric/forReading.ts';
import type { TrialDetail } from '../../store/index.ts';
import { trainableOf } from '../../trainable/index.ts';
import { type Block, type Figure, quiet } from '../document.ts';
import type { ReportData } from '../readReport.ts';

/** The database has more rows and columns of numbers. */
export const MOST_NUMBERS = 40;
export const MOST_COLUMNS = 24;
/** The database has more curves, too; a long curve is drawn with this many points. */
const MOST_FAMILIES = 4;
const MOST_POINTS = 1000;

/** The metrics of the winner's best trial; those of a network have their own words. */
export function winnerCurves(data: ReportData): Block[] {
  const { winner, chart } = data;
  if (!winner) return [];
  const { trial, network } = winner;
  const { stepName } = trainableOf(data.sweep.trainable);
  const families = familiesOf(chart).map(({ name, members }) => ({
    name,
    curves: members.flatMap((member) => {
      const curve = chart.curves([trial.number], member, MOST_POINTS).get(trial.number);
      return curve && curve.steps.length > 0 ? [{ name: member, ...curve }] : [];
    }),
  }));
  const drawn = families.filter(({ curves }) => curves.some(({ steps }) => steps.length > 1));
  const shown = drawn.slice(0, MOST_FAMILIES);
  const figures = shown.map(({ name, curves }, index): Figure => {
    const words = network ? networkWords(name, trial) : freeWords(name, curves, trial);
    return {
      kind: 'figure',
      name: network ? `winner-${name}` : `winner-${index + 1}`,
      ...words,
      height: 280,
      draw: (size) => curvesSvg(curves, size, stepName),
      ...(index === 0 ? { numbers: stepNumbers(shown, stepName) } : {}),
    };
  });
  if (shown.length === drawn.length) return figures;
  const left = drawn.slice(MOST_FAMILIES).map(({ name }) => name);
  return [
    ...figures,
    quiet([`Not drawn: ${listed(left)}. `, { code: 'sweep export epochs' }, ' has their numbers.']),
  ];
}

/** The metric that ranks comes first, unless all trials of the sweep's kind have the same metrics. */
function familiesOf({ sweep, metrics }: ChartData): readonly MetricFamily[] {
  const families = metricFamilies(metrics);
  if (trainableOf(sweep.trainable).metrics) return families;
  const ranks = ({ members }: MetricFamily) => members.includes(sweep.metric);
  return [...families.filter(ranks), ...families.filter((family) => !ranks(family))];
}

type Words = Pick<Figure, 'title' | 'caption'>;

function networkWords(name: string, { number, steps }: TrialDetail): Words {
  const title = `${name[0]!.toUpperCase()}${name.slice(1)}`;
  return {
    title: `${title} of trial ${number}`,
    caption: `${title} on the training images (solid) and val_${name} (dashed) after each of ${steps} epochs of the winner’s best trial.`,
  };
}

function freeWords(name: string, curves: readonly NamedCurve[], { number }: TrialDetail): Words {
  const [first, second] = curves;
  const lines = second ? `${first!.name} (solid) and ${second.name} (dashed)` : first!.name;
  return {
    title: `${second ? name : first!.name} of trial ${number}`,
    caption: `${lines} over the steps of the winner’s best trial.`,
  };
}

function stepNumbers(
  families: readonly { readonly curves: readonly NamedCurve[] }[],
  stepName: string,
): NonNullable<Figure['numbers']> {
  const curves = families.flatMap((family) => family.curves).slice(0, MOST_COLUMNS - 1);
  const values = curves.map(
    ({ steps, values }) => new Map(steps.map((step, index) => [step, values[index]])),
  );
  const steps = [...new Set(curves.flatMap((curve) => curve.steps))].sort((a, b) => a - b);
  return {
    columns: [stepName, ...curves.map(({ name }) => name)].map((title) => ({ title, numeric: true })),
    rows: steps
      .slice(-MOST_NUMBERS)
      .map((step) => [String(step), ...values.map((of) => of.get(step)?.toFixed(4) ?? '–')]),
  };
}
