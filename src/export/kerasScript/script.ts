import { listed } from '../../format.ts';
import type { NetworkTrial } from '../../store/index.ts';
import { selectionWarnings } from '../../trainable/network/selection.ts';
import { Float } from '../keras/kerasObject.ts';
import { augmentation, augmentationConstants } from './augmentation.ts';
import { buildModel } from './buildModel.ts';
import { dataset, usualData } from './dataset.ts';
import { isScheduled, plateauOfSchedule, schedule } from './learningRate.ts';
import { literal, quoted } from './python.ts';
import { split } from './split.ts';
import { lossOf, oneHot, targetsOf, training } from './training.ts';

/** The file `train.py`: it holds only what this trial needs. */
export function script(trial: NetworkTrial): string {
  const { parameters, sweep } = trial;
  const sections = [
    `${docstring(trial)}\n\n${imports(trial)}\n\n${constants(trial)}\n`,
    buildModel(trial),
    dataset(sweep.dataset),
    split(sweep.validation),
    oneHot(trial),
    augmentation(parameters),
    schedule(parameters),
    plateauOfSchedule(parameters),
    training(trial),
    main(trial),
  ].filter((section) => section !== '');
  return `${sections.join('\n\n')}\n\nif __name__ == "__main__":\n    main()\n`;
}

const shown = (value: number | null): string => value?.toFixed(4) ?? 'unknown';

function docstring(trial: NetworkTrial): string {
  const { sweep, parameters } = trial;
  const { dataset: data, validation } = sweep;
  const augmented = augmentation(parameters) !== '';
  const random = [
    'the initial weights',
    'the order of the images',
    ...(trial.layers.some(({ kind }) => kind === 'dropout') ? ['what dropout drops'] : []),
    ...(augmented ? ['how images are changed'] : []),
    ...(validation.kind === 'holdout' ? ['which images are set aside for validation'] : []),
  ];
  const notes = [
    ...(data.synthetic
      ? [
          'The dataset of the sweep was SYNTHETIC, a drawn stand-in: the numbers above say nothing of real images.',
        ]
      : []),
    ...selectionWarnings(sweep),
  ];
  const network = trial.model.toUpperCase();
  return `"""${network === 'ANN' ? 'An' : 'A'} ${network} for ${quoted(data.name)} in Keras 3: trial ${trial.number} of the sweep ${quoted(sweep.name)}.

    python train.py            evaluates the trained network, whose weights are beside this file
    python train.py --train    trains it anew, as the trial was trained, and evaluates it

In the sweep: validation accuracy ${shown(trial.val_accuracy)}, test accuracy ${shown(trial.test_accuracy)}.
${notes.map((note) => `${filled(note)}\n`).join('')}
${filled(`Training anew comes close to the sweep but not to the same bits, since these random numbers are others: ${listed(random)}. Everything else is as it was there.`)}

The images come from --data (a folder of four IDX files named as MNIST's, gzipped or not, or an .npz
file with x_train, y_train, x_test and y_test); without it, ${usualData(data)}.

It needs: pip install keras jax (or tensorflow, or torch; KERAS_BACKEND says which).
"""`;
}

/** Text in lines of at most 100 characters. */
function filled(words: string): string {
  const lines: string[] = [''];
  for (const word of words.split(' ')) {
    const line = lines.at(-1)!;
    if (line !== '' && line.length + 1 + word.length > 100) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n');
}

function imports({ parameters }: NetworkTrial): string {
  const scheduled = isScheduled(parameters);
  const usesPi = ['cosine', 'one_cycle'].includes(String(parameters.learning_rate_schedule));
  return `import argparse
import gzip
${usesPi ? 'import math\n' : ''}import sys
from pathlib import Path

import keras
import numpy as np
from keras import layers${scheduled ? ', ops' : ''}`;
}

function constants(trial: NetworkTrial): string {
  const { parameters, seed, sweep } = trial;
  const { input } = sweep.dataset;
  const { validation } = sweep;
  return [
    `SHAPE = ${literal(input.shape)}  # height, width, channels`,
    `CLASSES = ${input.classes}`,
    `SEED = ${seed}`,
    ...(validation.kind === 'holdout'
      ? [`VALIDATION_SIZE = ${validation.size}  # training images`, `VALIDATION_SEED = ${validation.seed}`]
      : []),
    `EPOCHS = ${parameters.epochs}`,
    `BATCH_SIZE = ${parameters.batch_size}`,
    `LEARNING_RATE = ${new Float(Number(parameters.learning_rate))}`,
    `LOSS = ${lossOf(trial)}`,
    ...augmentationConstants(parameters),
    'IDX_FILES = {',
    '    "x_train": "train-images",',
    '    "y_train": "train-labels",',
    '    "x_test": "t10k-images",',
    '    "y_test": "t10k-labels",',
    '}',
  ].join('\n');
}

function main(trial: NetworkTrial): string {
  const { sweep, test_accuracy, test_loss } = trial;
  const held = sweep.validation.kind === 'holdout';
  const before = `${shown(test_accuracy)}, ${shown(test_loss)}`;
  return `def main():
    parser = argparse.ArgumentParser(description="Evaluates the network or trains it anew.")
    parser.add_argument("--train", action="store_true", help="train anew before the evaluation")
    parser.add_argument("--data", metavar="PATH", help="a folder of IDX files or an .npz file")
    parser.add_argument("--epochs", type=int, default=EPOCHS, help="of --train (%(default)s)")
    parser.add_argument("--save", metavar="FILE", type=Path, help="keep it as a .keras file")
    args = parser.parse_args()
    if args.epochs < 1:
        parser.error("--epochs must be at least 1.")
    if args.save and (args.save.suffix != ".keras" or args.save.exists()):
        parser.error(f"--save takes a new file that ends in .keras, not {args.save}.")
    weights = Path(__file__).with_name("model.weights.h5")
    if not args.train and not weights.is_file():
        parser.error(f"{weights} is not there: export the folder, or use --train.")

    x_train, y_train, x_test, y_test = load_data(args.data)
    if args.train:
        keras.utils.set_random_seed(SEED)
        model = build_model()
        train(model, x_train, y_train, ${held ? '' : 'x_test, y_test, '}args.epochs)
    else:
        model = build_model()
        model.load_weights(weights)
        model.compile(loss=LOSS, metrics=["accuracy"])
    loss, accuracy = model.evaluate(x_test, ${targetsOf(trial, 'y_test')}, batch_size=500, verbose=0)
    print(f"Test accuracy {accuracy:.4f}, loss {loss:.4f} (in the sweep: ${before})")
    if args.save:
        model.save(args.save)
`;
}
