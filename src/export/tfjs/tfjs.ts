import { packageVersion } from '../../package.ts';
import type { ExportedFile, Exporter, TrainedTrial } from '../exporter.ts';
import { metadataOf } from './about.ts';
import { pageOf } from './page.ts';
import { topologyOf } from './topology.ts';
import { usageOf } from './usage.ts';
import { type StoredWeights, storeWeights } from './weights.ts';

/** A model for TensorFlow.js, and a page that runs it. */
export const TFJS: Exporter = {
  name: 'tfjs',
  title: 'TensorFlow.js model',
  mainFile: undefined,
  // Hugging Face's list of libraries has no TensorFlow.js.
  card: {
    tags: ['tfjs', 'tensorflow.js'],
    usage: usageOf,
    tryIt: (at) => `open ${at('index.html')} in a browser`,
  },
  needs: 'weights',
  files: filesOf,
};

function filesOf({ trial, weights }: TrainedTrial): ExportedFile[] {
  const { layers, sweep } = trial;
  const topology = topologyOf(layers, sweep.dataset.input);
  const stored = storeWeights(layers, weights);
  const manifest: ModelJson = {
    format: 'layers-model',
    generatedBy: `sweep ${packageVersion()}`,
    convertedBy: null,
    modelTopology: topology,
    weightsManifest: [{ paths: stored.shards.map(({ path }) => path), weights: stored.specs }],
    userDefinedMetadata: metadataOf(trial),
  };
  return [
    { path: 'model.json', content: `${JSON.stringify(manifest, null, 1)}\n` },
    ...stored.shards,
    ...pageOf(trial, topology, stored),
  ];
}

/** The file that `tf.loadLayersModel` reads. */
interface ModelJson {
  readonly format: 'layers-model';
  readonly generatedBy: string;
  readonly convertedBy: null;
  readonly modelTopology: object;
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: StoredWeights['specs'];
  }[];
  readonly userDefinedMetadata: object;
}
