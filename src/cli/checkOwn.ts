import { basename, extname, resolve } from 'node:path';
import { classCounts } from '../data/classCounts.ts';
import { describeDataset } from '../data/describe.ts';
import { readOwnDataset } from '../data/own/readOwn.ts';
import { count } from '../format.ts';
import type { Context } from './context.ts';
import { datasetSizes, oddClasses } from './format/dataset.ts';

/**
 * Reads a user's own dataset and prints what a sweep would train on; `path` is relative to the working
 * directory.
 */
export async function checkOwn(path: string, { chalk, json, print, printJson }: Context): Promise<number> {
  const absolute = resolve(path);
  const name = basename(absolute, extname(absolute));
  const dataset = await readOwnDataset({ name, path: absolute });
  const { name: _, synthetic: __, classNames: ___, ...info } = describeDataset(dataset);
  const { classes } = info.input;
  const perClass = {
    train: classCounts(dataset.train.labels, classes),
    test: classCounts(dataset.test.labels, classes),
  };
  if (json) {
    printJson({ ...info, perClass });
    return 0;
  }
  print(chalk.bold(absolute));
  print(datasetSizes(dataset));
  print(`Images of a class: ${range(perClass.train)} for training, ${range(perClass.test)} for the test`);
  print(`sha256 ${info.fingerprint}`);
  for (const warning of oddClasses(dataset)) print(chalk.yellow(warning));
  print(`\nIn a spec: dataset: {name: ${JSON.stringify(name)}, path: ${JSON.stringify(absolute)}}`);
  return 0;
}

/** `5,000`, or `120 to 5,000` if classes differ. */
function range(counts: readonly number[]): string {
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? count(least) : `${count(least)} to ${count(most)}`;
}
