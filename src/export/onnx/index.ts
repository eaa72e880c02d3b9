import { printableJson } from '../../printable.ts';
import type { NetworkTrial } from '../../store/index.ts';
import type { Exporter } from '../exporter.ts';
import { encodeNetwork } from './encodeNetwork.ts';

export const ONNX: Exporter = {
  name: 'onnx',
  title: 'ONNX model',
  mainFile: 'model.onnx',
  card: { library: 'onnx', tags: ['onnx', 'onnxruntime'], usage },
  needs: 'weights',
  files: (trained) => [{ path: 'model.onnx', content: encodeNetwork(trained) }],
};

function usage({ sweep }: NetworkTrial): string {
  const { input, classNames } = sweep.dataset;
  const shape = [1, ...input.shape].join(', ');
  return `In Python, with \`pip install onnxruntime numpy\`:

\`\`\`python
import json

import numpy as np
import onnxruntime as ort

session = ort.InferenceSession("model.onnx", providers=["CPUExecutionProvider"])
classes = json.loads(session.get_modelmeta().custom_metadata_map["classes"])

# Your images, as many as you like: bytes from 0 to 255, channels last. The network scales them itself.
images = np.zeros((${shape}), dtype=np.uint8)
(probabilities,) = session.run(["probabilities"], {"images": images})
for row in probabilities:
    print(classes[row.argmax()], row.max())
\`\`\`

In JavaScript, with \`npm install onnxruntime-node\`, or in a browser with \`onnxruntime-web\`:

\`\`\`js
import * as ort from 'onnxruntime-node';

const session = await ort.InferenceSession.create('model.onnx');
const classes = ${printableJson(JSON.stringify(classNames))};

const shape = [${shape}];
const bytes = new Uint8Array(shape.reduce((product, side) => product * side));
const { probabilities } = await session.run({ images: new ort.Tensor('uint8', bytes, shape) });
const best = probabilities.data.indexOf(Math.max(...probabilities.data));
console.log(classes[best], probabilities.data[best]);
\`\`\`
`;
}
