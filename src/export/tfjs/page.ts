import { readFileSync } from 'node:fs';
import { Eta } from 'eta';
import { count, plural } from '../../format.ts';
import { packageFile } from '../../package.ts';
import type { NetworkTrial } from '../../store/index.ts';
import { selectionWarnings } from '../../trainable/network/selection.ts';
import type { ExportedFile } from '../exporter.ts';
import { accuracyWords } from './about.ts';
import { tensorflowScript } from './tensorflow.ts';
import type { StoredWeights } from './weights.ts';

const VIEWS = packageFile('views/export/tfjs');
const STATIC = ['style.css', 'fit.js', 'network.js', 'drawing.js', 'pictures.js', 'page.js'];

/**
 * A page that tries the model: `index.html` and its files in `page/`. It works from disk, where a browser
 * refuses modules and fetch, so its scripts are plain ones, and the model is one of them.
 */
export function pageOf(trial: NetworkTrial, topology: object, weights: StoredWeights): ExportedFile[] {
  const eta = new Eta({ views: VIEWS, autoEscape: true, varName: 'it' });
  return [
    { path: 'index.html', content: eta.render('index', viewOf(trial)) },
    { path: 'page/model.js', content: modelScript(trial, topology, weights) },
    ...STATIC.map((name) => ({ path: `page/${name}`, content: readFileSync(`${VIEWS}/${name}`) })),
    { path: 'page/tf.min.js', content: tensorflowScript() },
    { path: 'page/tf.LICENSE', content: readFileSync(`${VIEWS}/tf.LICENSE`) },
  ];
}

function viewOf(trial: NetworkTrial): object {
  const { sweep, number, model, parameterCount } = trial;
  const { name, synthetic, input, classNames } = sweep.dataset;
  const [height, width, channels] = input.shape;
  const grey = channels === 1;
  const lightOnDark = name === 'fashion-mnist' || synthetic;
  return {
    title: `Trial ${number} of ${sweep.name}`,
    dataset: name,
    synthetic,
    warnings: selectionWarnings(sweep),
    accuracy: accuracyWords(trial),
    facts: `${model.toUpperCase()} with ${plural(parameterCount, 'weight')} · ${plural(classNames.length, 'class', 'classes')}`,
    size: `${count(width)} × ${count(height)} pixels, ${grey ? 'grey' : 'in colour'}`,
    grey,
    filled: lightOnDark,
    drawAdvice: lightOnDark
      ? 'Fashion-MNIST shows things light on dark and filled: draw an outline, and it is filled.'
      : undefined,
    advice: adviceOf(lightOnDark, grey),
  };
}

/** When to invert a picture, in the words of the dashboard's page for trying a network. */
function adviceOf(lightOnDark: boolean, grey: boolean): string {
  const fit = `A picture is fitted into the size of the dataset’s images${grey ? ' and made grey' : ''}.`;
  return lightOnDark
    ? `${fit} Fashion-MNIST shows light things on black: invert a picture of a dark thing on white.`
    : `${fit} Invert it where it is dark on light and the dataset’s are light on dark.`;
}

/** The model as a script that any page can load. */
function modelScript(trial: NetworkTrial, topology: object, { specs, shards }: StoredWeights): Uint8Array {
  const { synthetic, input, classNames } = trial.sweep.dataset;
  const model = { classes: classNames, shape: input.shape, synthetic, topology, weightSpecs: specs };
  return Buffer.concat([
    Buffer.from(
      '// What model.json and its weights hold, for pages that are opened from disk: they cannot fetch.\n',
    ),
    Buffer.from(`globalThis.sweepModel = ${JSON.stringify(model)};\nglobalThis.sweepModel.weights = [\n`),
    ...shards.map(({ content }) => Buffer.from(`  "${Buffer.from(content).toString('base64')}",\n`)),
    Buffer.from('];\n'),
  ]);
}
