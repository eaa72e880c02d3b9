import { SweepError } from '../../errors.ts';
import { type IntegerArray, shapeText } from './array.ts';

export type ImageShape = readonly [height: number, width: number, channels: number];

const RULE = 'images must be N × side × side (grey), N × side × side × 1 or N × side × side × 3 (colour)';

/**
 * The shape of the images in an array.
 * @throws SweepError `dataset_invalid` if they are no images, not square or neither grey nor colour.
 */
export function imageShape(array: IntegerArray): ImageShape {
  const { origin, shape, name } = array;
  const [count, height, width, channels = 1] = shape;
  const wrong = (problem: string, hint: string): SweepError =>
    new SweepError('dataset_invalid', `${origin} is ${shapeText(shape)}: ${problem}.`, hint);
  if (count === 0) throw wrong('it holds no image', 'Both the training and the test set need images.');
  if (shape.length < 3 || shape.length > 4) throw wrong(RULE, reshapeHint(array));
  if (channels !== 1 && channels !== 3) throw wrong(RULE, channelsHint(array));
  if (height !== width || height === 0) {
    throw wrong(`the images are ${height} × ${width}, not square`, `Crop or pad ${name} to squares.`);
  }
  return [height!, width!, channels];
}

function reshapeHint({ name, shape }: IntegerArray): string {
  const side = shape.length === 2 ? Math.sqrt(shape[1]!) : Number.NaN;
  return Number.isInteger(side)
    ? `In numpy: ${name} = ${name}.reshape(-1, ${side}, ${side}).`
    : 'Reshape it in numpy.';
}

function channelsHint({ name, shape }: IntegerArray): string {
  const [, first, , last] = shape;
  if (first === 1 || first === 3)
    return `In numpy: ${name} = ${name}.transpose(0, 2, 3, 1) puts the channels last.`;
  if (last === 4) return `In numpy: ${name} = ${name}[..., :3] leaves the alpha channel out.`;
  return 'Reshape it in numpy.';
}
