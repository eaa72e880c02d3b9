/**
 * `sweep` with one more format, `floats`: all weights in a binary file. It tests what all formats with
 * weights have in common.
 */
import { FORMATS } from '../../dist/export/index.js';

const FLOATS = {
  name: 'floats',
  title: 'list of floats',
  mainFile: 'model.floats',
  card: { library: 'floats', tags: ['floats'], usage: () => 'Read it.' },
  needs: 'weights',
  files({ trial, weights }) {
    // Sends a signal while files are made.
    if (process.env.FLOATS_SIGNAL) process.kill(process.pid, process.env.FLOATS_SIGNAL);
    const content = Buffer.concat(weights.map(({ buffer }) => Buffer.from(buffer)));
    return [
      { path: 'model.floats', content },
      { path: 'more/about.json', content: JSON.stringify({ test_accuracy: trial.test_accuracy }) },
    ];
  },
};

FORMATS.push({ name: 'floats', purpose: 'for tests', load: async () => FLOATS });
await import('../../bin/sweep.js');
