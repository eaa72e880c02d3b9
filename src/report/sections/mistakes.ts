import { mistakes } from '../../analysis/index.ts';
import { count } from '../../format.ts';
import { sizeOf } from '../../model/layer.ts';
import type { Block, Gallery, Section, Text } from '../document.ts';
import { paragraph, quiet } from '../document.ts';
import type { TestPictures } from '../images.ts';
import type { ReportData } from '../readReport.ts';
import type { Tested } from '../winner.ts';

const MOST_PICTURES = 24;

/** The test images that the winner got wrong with the most confidence. */
export function mistakesSection({ winner, pictures }: ReportData): Section | undefined {
  if (!winner?.tested) return undefined;
  const { tested } = winner;
  const found = mistakes(tested.truth, tested.predicted, tested.confidences);
  const blocks: Block[] =
    found.length === 0
      ? [paragraph(`It puts all ${count(tested.truth.length)} test images into their class.`)]
      : [
          paragraph(
            `It puts ${count(found.length)} of the ${count(tested.truth.length)} test images into a wrong class.${tested.confidences ? '' : ' The version of sweep that trained it did not record how confident it was: the images stand in the dataset’s order.'}`,
          ),
          ...shownMistakes(found.slice(0, MOST_PICTURES), tested, pictures),
        ];
  return { id: 'mistakes', title: 'Its mistakes', blocks };
}

function shownMistakes(shown: readonly number[], tested: Tested, pictures: TestPictures): Block[] {
  const { classNames } = tested;
  const lines = (image: number): Text[] => [
    [{ strong: classNames[tested.truth[image]!]! }],
    `taken for ${classNames[tested.predicted[image]!]}`,
    ...(tested.confidences ? [`${confidenceWords(tested.confidences[image]!)} sure`] : []),
  ];
  if ('missing' in pictures) {
    return [
      quiet(`The pictures are not shown: ${pictures.missing}`),
      {
        kind: 'table',
        caption: `${tested.confidences ? 'The most confident mistakes' : 'The first mistakes'}, by the image’s place in the test set, from 0.`,
        columns: [
          { title: 'image', numeric: true },
          { title: 'true class', numeric: false },
          { title: 'taken for', numeric: false },
          ...(tested.confidences ? [{ title: 'confidence', numeric: true }] : []),
        ],
        rows: shown.map((image) => [
          String(image),
          classNames[tested.truth[image]!]!,
          classNames[tested.predicted[image]!]!,
          ...(tested.confidences ? [confidenceWords(tested.confidences[image]!)] : []),
        ]),
      },
    ];
  }
  const { shape, bytes } = pictures;
  const size = sizeOf(shape);
  return [
    {
      kind: 'gallery',
      name: 'mistake',
      title: tested.confidences ? 'The most confident mistakes' : 'Mistakes',
      caption:
        'Images of the test set with their true class, what the winner’s best trial takes them for, and how sure it is.',
      pictures: shown.map((image) => ({
        picture: { shape, pixels: bytes.subarray(image * size, (image + 1) * size) },
        alt: `Test image ${image}, of ${classNames[tested.truth[image]!]}`,
        lines: lines(image),
      })),
    } satisfies Gallery,
  ];
}

/** A byte of 255 represents everything from 99.8 % on. */
function confidenceWords(byte: number): string {
  return byte === 255 ? 'over 99 %' : `${Math.round((100 * byte) / 255)} %`;
}
