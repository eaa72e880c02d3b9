import { categoricalParameters } from '../../sweepfile/searchedParameters.ts';
import type { Chart, ChartData, ChartKind, Settings } from '../chart.ts';
import { nothing } from '../chart.ts';
import { pairControls } from '../pairControls.ts';
import { rankedRows, whyEmpty } from '../ranked.ts';
import { type AxisCells, axisCells } from './axisCells.ts';
import { pivotChart } from './pivot.ts';
import { surfaceChart } from './surface.ts';

/** The metric over two parameters: a pivot of listed values, a map of numbers where configurations are near. */
export const CONTOUR: ChartKind = { name: 'contour', title: 'Contour', controls: pairControls, build };

/** Values of an axis that can still be read. */
const MOST_LISTED = 60;

function build(data: ChartData, { x, y }: Settings, width: number): Chart {
  const { rows, varying, derived } = data;
  const ranked = rankedRows(rows);
  if (ranked.length === 0) return nothing(whyEmpty(data));
  if (varying.length + derived.length < 2) return nothing('A contour needs two parameters that vary.');
  if (x && !y) {
    return nothing(
      'No two parameters vary independently of each other here: one always follows from the other.',
    );
  }
  if (!x || !y || x === y) return nothing('Choose two different parameters.');
  const categorical = categoricalParameters(data.sweep.specJson);
  const [across, upwards] = [x, y].map((name) => axisCells(rows, name, categorical.includes(name))) as [
    AxisCells,
    AxisCells,
  ];
  for (const { listed, labels, parameter } of [across, upwards]) {
    if (listed && labels.length > MOST_LISTED) {
      return nothing(
        `${parameter} has ${labels.length} values, too many for a map. Choose another parameter.`,
      );
    }
  }
  return across.listed && upwards.listed
    ? pivotChart(data, across, upwards, width)
    : surfaceChart(data, ranked, across, upwards);
}
