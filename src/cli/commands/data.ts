import prettyBytes from 'pretty-bytes';
import { downloadDataset } from '../../data/download.ts';
import { FASHION_MNIST } from '../../data/fashionMnist.ts';
import { datasetStatus, type PlaceReport } from '../../data/status.ts';
import { SweepError } from '../../errors.ts';
import { plural } from '../../format.ts';
import { checkOwn } from '../checkOwn.ts';
import type { Context } from '../context.ts';
import { downloadBar } from '../display/download.ts';
import { onInterrupt } from '../interrupt.ts';
import { invocation } from '../invocation.ts';
import { surroundings } from '../surroundings.ts';

export interface DataArguments {
  readonly action: 'status' | 'fetch';
  readonly path?: string | undefined;
}

/** Says where the dataset is and whether it is complete, downloads it, or checks a user's own. */
export async function data({ action, path }: DataArguments, context: Context): Promise<number> {
  if (path !== undefined && action === 'fetch') {
    const hint = 'data fetch brings Fashion-MNIST into the cache.';
    throw new SweepError('usage', 'data fetch takes no --path.', hint);
  }
  if (path !== undefined) return checkOwn(path, context);
  if (action === 'fetch') await fetchNow(context);
  const status = await datasetStatus(surroundings());
  if (context.json) {
    context.printJson(status);
    return status.whole ? 0 : 1;
  }
  const { chalk, print } = context;
  print(chalk.bold(status.name));
  for (const place of status.places) print(placeLines(context, place, place.path === status.used));
  if (status.whole) print(`\nA sweep reads it from ${status.used}.`);
  else if (status.used) print(`\n${chalk.red('Not whole')}: a sweep would refuse ${status.used}.`);
  else {
    print(
      `\nNot on this machine. \`${invocation()} data fetch\` downloads it to ${status.cache}, or put these files there:`,
    );
    for (const { name, bytes } of FASHION_MNIST_FILES) print(`  ${name}  ${chalk.dim(prettyBytes(bytes))}`);
  }
  return status.whole ? 0 : 1;
}

const FASHION_MNIST_FILES = Object.values(FASHION_MNIST.files);

function placeLines({ chalk }: Context, { path, origin, files }: PlaceReport, used: boolean): string {
  const head = `${used ? chalk.green('→') : ' '} ${path}  ${chalk.dim(origin)}`;
  if (files.every(({ state }) => state === 'missing')) return `${head}  ${chalk.dim('nothing there')}`;
  const marks = { whole: chalk.green('whole'), missing: chalk.dim('missing'), damaged: chalk.red('damaged') };
  return [
    head,
    ...files.map(({ name, state, detail }) => `    ${name}  ${marks[state]}${detail ? `: ${detail}` : ''}`),
  ].join('\n');
}

async function fetchNow(context: Context): Promise<void> {
  const bar = downloadBar();
  const interrupt = onInterrupt(() => {});
  try {
    const { folder, brought } = await downloadDataset(surroundings(), { ...bar, signal: interrupt.signal });
    bar.stop();
    context.note(
      brought.length === 0
        ? `Nothing to do: ${folder} is whole.`
        : `Downloaded ${plural(brought.length, 'file')} to ${folder}.`,
    );
  } finally {
    bar.stop();
    interrupt.dispose();
  }
}
