import { readFileSync } from 'node:fs';
import { SweepError } from '../../errors.ts';
import { packageFile, runsFromSource } from '../../package.ts';

const BUILT = 'dist/export/tfjs/tf.min.js';
const INSTALLED = 'node_modules/@tensorflow/tfjs/dist/tf.es2017.min.js';

/**
 * TensorFlow.js in one file for browsers: the one that the build made, or the package that the build takes it
 * from. Its bundle for ES2017 is the smaller one and evaluates no strings, which the page's policy forbids.
 * @throws SweepError `not_built` if it is not there.
 */
export function tensorflowScript(path = packageFile(runsFromSource ? INSTALLED : BUILT)): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new SweepError(
      'not_built',
      `${path}, TensorFlow.js for the page of the export, cannot be read.`,
      'Run `npm run build` in the folder of sweep, or reinstall it.',
      error,
    );
  }
}
