import type { Chart, ChartData, ChartKind } from './chart.ts';
import { nothing } from './chart.ts';
import { axis, POINTS } from './style.ts';

/** The importance of each parameter, as bars. */
export const PARAMETER_IMPORTANCE: ChartKind = {
  name: 'importance',
  title: 'Parameter importance',
  controls: () => [],
  build,
};

function build({ importances, sweep, varying }: ChartData): Chart {
  if (!importances) {
    return nothing(
      varying.length === 0
        ? 'Nothing varies between the configurations.'
        : 'Too few completed configurations to tell which parameter matters.',
    );
  }
  const { shares, explained } = importances;
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  return {
    caption:
      `Permutation importance on a random forest: by how much its error for ${sweep.metric} grows when a ` +
      `parameter's values are shuffled, as shares of all. The forest explains ${percent(Math.max(0, explained))} of the ` +
      `variance of configurations that it has not seen${explained < 0.3 ? ', so take the shares with a grain of salt' : ''}.`,
    option: {
      grid: { left: 150, right: 40, top: 8, bottom: 44 },
      tooltip: { trigger: 'item' },
      xAxis: axis('share of the importance', 'x', { type: 'value', min: 0 }),
      yAxis: axis('', 'y', {
        type: 'category',
        inverse: true,
        splitLine: { show: false },
        data: shares.map(({ name }) => name),
        axisTick: { show: false },
      }),
      series: [
        {
          type: 'bar',
          barMaxWidth: 22,
          itemStyle: { color: POINTS },
          data: shares.map(({ share }) => Number(share.toFixed(4))),
        },
      ],
    },
    table: {
      columns: [
        { title: 'parameter', numeric: false },
        { title: 'share', numeric: true },
      ],
      rows: shares.map(({ name, share }) => ({ cells: [name, percent(share)] })),
    },
  };
}
