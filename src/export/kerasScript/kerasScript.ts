import { SweepError } from '../../errors.ts';
import type { NetworkTrial } from '../../store/index.ts';
import { FORKED_FROM } from '../../trainable/network/fork.ts';
import type { ExportedFile, Exporter, TrainedTrial } from '../exporter.ts';
import { weightsFile } from '../keras/weightsFile.ts';
import { script } from './script.ts';

export const KERAS_SCRIPT: Exporter = {
  name: 'keras-script',
  title: 'Keras script',
  mainFile: 'train.py',
  card: {
    library: 'keras',
    tags: ['keras', 'image-classification'],
    usage,
    tryIt: (at) => `python ${at('train.py')}`,
  },
  needs: 'weights',
  files,
};

async function files(trained: TrainedTrial): Promise<ExportedFile[]> {
  refuseFork(trained.trial);
  return [
    { path: 'train.py', content: script(trained.trial) },
    { path: 'model.weights.h5', content: await weightsFile(trained, false) },
  ];
}

/** The script trains with one set of values, from the beginning. */
function refuseFork({ number, sweep, parameters }: NetworkTrial): void {
  const from = parameters[FORKED_FROM];
  if (from === undefined) return;
  throw new SweepError(
    'export_failed',
    `Trial ${number} of ${sweep.name} is a fork of ${from}: a script with its values alone would train another network.`,
    'The format keras has its weights, and yaml is a spec that says all of it.',
  );
}

function usage({ sweep, parameters }: NetworkTrial): string {
  const { path, synthetic } = sweep.dataset;
  const usually =
    path === undefined ? 'Keras downloads Fashion-MNIST' : 'the images are read where the sweep read them';
  const caution = synthetic ? ', which is not the SYNTHETIC dataset that the network was trained on' : '';
  return `\`\`\`sh
pip install keras jax  # or tensorflow, or torch, in place of jax
export KERAS_BACKEND=jax
python train.py                            # evaluates the trained network on the test images
python train.py --train --save new.keras   # trains it anew, for ${parameters.epochs} epochs
\`\`\`

Without \`--data\`, ${usually}${caution}. \`--data PATH\` takes a folder of four IDX files
named as MNIST's, gzipped or not, or an \`.npz\` file with \`x_train\`, \`y_train\`, \`x_test\` and \`y_test\`. The script imports as a module, too:

\`\`\`python
from train import build_model

model = build_model()
model.load_weights("model.weights.h5")
model.summary()
\`\`\``;
}
