import type { Exporter } from './exporter.ts';

/** A format, as `--help` and completion need it, without loading its writer. */
export interface Format {
  readonly name: string;
  /** Its purpose, in a few words. */
  readonly purpose: string;
  load(): Promise<Exporter>;
}

/** All formats in which a trial is exported. */
export const FORMATS: readonly Format[] = [
  { name: 'yaml', purpose: 'the spec of this one trial', load: async () => (await import('./yaml.ts')).YAML },
  {
    name: 'card',
    purpose: 'a model card of this trial, as Hugging Face has them',
    load: async () => (await import('./card/index.ts')).CARD,
  },
  {
    name: 'keras',
    purpose: 'a Keras 3 model that predicts and trains on',
    load: async () => (await import('./keras/keras.ts')).KERAS,
  },
  {
    name: 'keras-script',
    purpose: 'a Keras script that evaluates and trains anew',
    load: async () => (await import('./kerasScript/kerasScript.ts')).KERAS_SCRIPT,
  },
  {
    name: 'tfjs',
    purpose: 'a TensorFlow.js model with a page to try it',
    load: async () => (await import('./tfjs/tfjs.ts')).TFJS,
  },
  {
    name: 'onnx',
    purpose: 'for ONNX Runtime, in any language and in browsers',
    load: async () => (await import('./onnx/index.ts')).ONNX,
  },
  {
    name: 'safetensors',
    purpose: 'the weights and the list of layers, for code of your own',
    load: async () => (await import('./safetensors.ts')).SAFETENSORS,
  },
];

export function findFormat(name: string): Format | undefined {
  return FORMATS.find((format) => format.name === name);
}
