import { SweepError } from '../../errors.ts';
import { weightSpecs } from '../../model/buildLayers.ts';
import { GraphBuilder, type Tensor } from '../../onnx/builder.ts';
import { LayerNodes } from '../../onnx/layerNodes.ts';
import { binary, transpose } from '../../onnx/shorthand.ts';
import { packageVersion } from '../../package.ts';
import type { TrainedTrial } from '../exporter.ts';
import { metadataOf } from '../metadata.ts';
import { LayerGraph } from './layerGraph.ts';

/** ONNX's number of the type that `Cast` makes. */
const FLOAT32 = 1;
/** Any number of images. */
const ANY = -1;
/** No message of Protocol Buffers may be longer than 2 GiB; a part is reserved for everything but weights. */
const MOST_WEIGHT_BYTES = 2 ** 31 - 2 ** 24;

/**
 * The network of a trial as the bytes of an ONNX file: from images as bytes to the probabilities of the
 * classes.
 * @throws SweepError `export_failed` if the weights are too large for such a file.
 */
export function encodeNetwork({ trial, weights }: TrainedTrial): Uint8Array {
  requireRoom(weights);
  const { layers, sweep } = trial;
  const { input, name, synthetic } = sweep.dataset;
  const builder = new GraphBuilder({ name: trial.model, batchName: 'batch' });
  const nodes = new LayerNodes(builder);
  const images = builder.input('images', [ANY, ...input.shape], {
    type: 'uint8',
    description: 'Images, channels last, bytes from 0 to 255; they are scaled to 0 to 1 inside.',
  });
  const byName = new Map(weightSpecs(layers).map((spec, index) => [spec.name, weights[index]!]));
  const channelsFirst = layers[0]?.kind !== 'flatten';
  const graph = new LayerGraph(nodes, byName, pixels(nodes, images, channelsFirst), channelsFirst);
  for (const layer of layers) graph.add(layer);
  const probabilities = { name: 'probabilities', shape: graph.tensor.shape };
  nodes.output('Softmax', [graph.tensor], probabilities, {
    attributes: { axis: -1 },
    description: 'Of each class; the metadata `classes` has their names.',
  });
  const metadata = metadataOf(trial);
  const data = `${synthetic ? 'the SYNTHETIC dataset ' : ''}${name}`;
  const description = `Trial ${trial.number} of the sweep ${metadata.sweep}, trained on ${data}.`;
  return builder.encode({ producerVersion: packageVersion(), description, metadata });
}

function requireRoom(weights: TrainedTrial['weights']): void {
  const bytes = weights.reduce((sum, values) => sum + values.byteLength, 0);
  if (bytes <= MOST_WEIGHT_BYTES) return;
  const message = `The weights take ${bytes} bytes, and an ONNX file holds at most ${MOST_WEIGHT_BYTES}.`;
  throw new SweepError('export_failed', message, 'Write --format safetensors, which has no such limit.');
}

/** Scaled to 0 to 1. */
function pixels(nodes: LayerNodes, images: Tensor, channelsFirst: boolean): Tensor {
  nodes.layer = 'images';
  const bytes = channelsFirst ? transpose(nodes, images, [0, 3, 1, 2]) : images;
  const floats = nodes.node('Cast', [bytes], bytes.shape, { to: FLOAT32 });
  return binary(nodes, 'Mul', floats, nodes.scalar(1 / 255));
}
