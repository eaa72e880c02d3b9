import { calibration, tendency } from '../../analysis/index.ts';
import { count, metric } from '../../format.ts';
import { type Block, paragraph, quiet, type Section } from '../document.ts';
import type { ReportData } from '../readReport.ts';
import { reliabilitySvg } from '../reliabilitySvg.ts';

/** Whether the winner's confidence matches how often it is right. */
export function calibrationSection({ winner }: ReportData): Section | undefined {
  if (!winner?.tested) return undefined;
  const { truth, predicted, confidences } = winner.tested;
  return {
    id: 'calibration',
    title: 'How sure it is',
    blocks: confidences
      ? calibrationBlocks(truth, predicted, confidences)
      : [quiet('The version of sweep that trained it did not record how confident it was.')],
  };
}

function calibrationBlocks(truth: Uint16Array, predicted: Uint16Array, confidences: Uint8Array): Block[] {
  const { bins, expectedError } = calibration(truth, predicted, confidences);
  return [
    paragraph([
      'On the whole, it is ',
      { strong: tendency(bins) },
      `: its expected calibration error on the test set is ${metric(expectedError)}, where 0 would mean that of the images it is 80 % sure of, it gets 80 % right, and so on.`,
    ]),
    {
      kind: 'figure',
      name: 'calibration',
      title: 'Share of hits by confidence',
      caption:
        'Thick lines: the share of hits among images of about that confidence. Orange: how far the mean confidence is from it. On the dashed line both are equal. Below: how many images there are of each.',
      draw: () => reliabilitySvg(bins),
      numbers: {
        columns: ['confidence', 'images', 'mean confidence', 'share of hits'].map((title, index) => ({
          title,
          numeric: index > 0,
        })),
        rows: bins.map(({ from, to, count: images, confidence, accuracy }) => [
          `${from.toFixed(1)} to ${to.toFixed(1)}`,
          count(images),
          metric(confidence),
          metric(accuracy),
        ]),
      },
    },
  ];
}
