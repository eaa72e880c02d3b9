import { countParameters, weightSpecs } from '../model/buildLayers.ts';
import { sizeOf, type WeightSpec } from '../model/layer.ts';
import type { NetworkTrial } from '../store/index.ts';
import type { Exporter, TrainedTrial } from './exporter.ts';
import { metadataOf } from './metadata.ts';
import { networkConfig } from './networkConfig.ts';

/**
 * The length of the header is rounded up to a multiple of it, so that a reader may map the tensors in place.
 */
const ALIGNMENT_BYTES = 8;
const FLOAT_BYTES = 4;

export const SAFETENSORS: Exporter = {
  name: 'safetensors',
  title: 'Safetensors weights',
  mainFile: 'model.safetensors',
  card: { tags: ['safetensors'], usage },
  needs: 'weights',
  files: (trained) => [
    { path: 'model.safetensors', content: encodeTensors(trained) },
    { path: 'config.json', content: `${JSON.stringify(networkConfig(trained.trial), undefined, 2)}\n` },
  ],
};

/** The bytes of a network's `model.safetensors`, which its weights do not change. */
export function safetensorsBytes(trial: NetworkTrial): number {
  return headerOf(trial).length + FLOAT_BYTES * countParameters(trial.layers);
}

/** The header, and the tensors one after another; all little-endian. */
function encodeTensors({ trial, weights }: TrainedTrial): Uint8Array {
  const data = weights.map((values) => Buffer.from(values.buffer, values.byteOffset, values.byteLength));
  return Buffer.concat([headerOf(trial), ...data]);
}

/** Its length in 8 bytes, and where each tensor lies, as JSON. */
function headerOf(trial: NetworkTrial): Buffer {
  const header: Record<string, object> = {
    __metadata__: {
      format: 'np',
      layout: 'Keras: dense kernels [in, out], convolution kernels [height, width, in, out]',
      ...metadataOf(trial),
      config: JSON.stringify(networkConfig(trial)),
    },
  };
  let bytes = 0;
  for (const { name, shape } of weightSpecs(trial.layers)) {
    const end = bytes + FLOAT_BYTES * sizeOf(shape);
    header[name] = { dtype: 'F32', shape, data_offsets: [bytes, end] };
    bytes = end;
  }
  const text = Buffer.from(JSON.stringify(header));
  const padding = Buffer.alloc((ALIGNMENT_BYTES - (text.length % ALIGNMENT_BYTES)) % ALIGNMENT_BYTES, ' ');
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length + padding.length));
  return Buffer.concat([length, text, padding]);
}

function usage({ layers }: NetworkTrial): string {
  return `With \`pip install safetensors numpy\`:

\`\`\`python
import json

from safetensors.numpy import load_file

tensors = load_file("model.safetensors")
with open("config.json", encoding="utf-8") as file:
    config = json.load(file)

for layer in config["layers"]:
    print(layer["kind"], layer["name"], layer["output_shape"])
    for name in layer.get("weights", []):
        print("   ", name, tensors[name].shape)
\`\`\`

\`config.json\` has the classes, the input and the layers with all that rebuilds the network: pixels are bytes, which it
takes times \`config["input"]["scale"]\`. The metadata of \`model.safetensors\` holds the same under \`config\`. The tensors
are float32 in Keras's layouts:

| tensor | shape | |
|---|---|---|
${weightSpecs(layers).map(row).join('\n')}
`;
}

function row({ name, shape, trainable }: WeightSpec): string {
  return `| \`${name}\` | ${shape.join(' × ')} | ${trainable ? '' : 'moving average, not trained'} |`;
}
