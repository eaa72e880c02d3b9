// Copies TensorFlow.js in one file into the package: an exported page loads it (src/export/tfjs/tensorflow.ts), and the
// package that it comes from is one of development alone.
import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs/package.json'));
const target = fileURLToPath(new URL('../dist/export/tfjs/', import.meta.url));
mkdirSync(target, { recursive: true });
copyFileSync(join(folder, 'dist/tf.es2017.min.js'), join(target, 'tf.min.js'));
