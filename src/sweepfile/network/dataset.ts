import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { choice } from '../../model/value.ts';
import type { DatasetName, OwnDataset, PublishedDataset } from '../../trainable/network/setup.ts';
import { DATASET_NAMES, MOST_CLASSES } from '../../trainable/network/setup.ts';
import { type Legal, schemaOf, shorthand } from '../legalValue.ts';
import { listOf } from '../listOf.ts';
import { isName, name } from '../name.ts';
import { didYouMean } from '../suggest.ts';
import { valueText } from '../valueText.ts';

const SHAPE_HINT =
  'must be a dataset or a mapping such as {name: fashion-mnist, offline: synthetic} or {name: kmnist, path: ./data/kmnist}';

const publishedName: Legal = {
  ...choice(DATASET_NAMES),
  hint: (value) =>
    didYouMean(value, DATASET_NAMES) ??
    pathHint(value) ??
    (isName(value)
      ? `A dataset of your own needs its path: {name: ${value}, path: ./data/${value}}.`
      : undefined),
};

/** The hint for a path in the place of a name. */
function pathHint(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/[/\\]|\.npz$/.test(value)) return undefined;
  return `Write {name: …, path: ${valueText(value)}}, with a name of your choice.`;
}

const published = z.object(
  {
    name: schemaOf<DatasetName>(publishedName),
    offline: schemaOf<'synthetic'>({ ...choice(['synthetic']), description: 'synthetic' }).optional(),
    classes: schemaOf<undefined>({ description: 'left out without a path', accepts: () => false }).optional(),
  },
  { error: SHAPE_HINT },
);

const ownName: Legal = {
  ...name,
  description: `${name.description}, and not the published ${DATASET_NAMES.join(' or ')}`,
  accepts: (value) => isName(value) && !isPublished(value),
  hint: (value) =>
    isPublished(value)
      ? 'SWEEP_DATA_DIR names the folder of the published files; data of your own takes a name of its own.'
      : undefined,
};

const className: Legal = {
  description: 'text of 1 to 100 characters without line breaks',
  accepts: (value) => typeof value === 'string' && /^[^\p{Cc}]{1,100}$/u.test(value),
  hint: (value) => (typeof value === 'number' ? `Put it in quotes: "${value}".` : undefined),
};

const own = z.object(
  {
    name: schemaOf<string>(ownName),
    path: schemaOf<string>({
      description: 'the path of a folder of IDX files or of an .npz file, of at most 4096 characters',
      accepts: (value) =>
        typeof value === 'string' && value.trim() !== '' && value.length <= 4096 && !value.includes('\0'),
    }),
    offline: schemaOf<undefined>({
      description: 'left out beside a path: nothing stands in for data of your own',
      accepts: () => false,
    }).optional(),
    classes: listOf<string>(className, {
      otherwise: 'must be a list of names, one for each class',
      fewest: 2,
      most: MOST_CLASSES,
      wrongLength: `must name 2 to ${MOST_CLASSES} classes`,
      twice: 'must name each class once',
    }).optional(),
  },
  { error: SHAPE_HINT },
);

/** `dataset:` of a spec; with a path it is a user's own. */
export const datasetField = shorthand(
  'name',
  z.unknown().transform((value, context) => {
    const read = hasPath(value) ? own.safeParse(value) : published.safeParse(value);
    if (read.success) return read.data;
    for (const issue of read.error.issues)
      context.issues.push({ ...issue, input: value } as z.core.$ZodRawIssue);
    return z.NEVER;
  }),
);

export const DATASET_KEYS = ['name', 'offline', 'path', 'classes'];

/**
 * The absolute form of a spec's `path`: relative ones begin at the folder of the spec's file, `~/` at the
 * home folder.
 */
function dataPath(written: string, specFile: string): string {
  if (written === '~' || written.startsWith('~/')) return join(homedir(), written.slice(1));
  return resolve(dirname(specFile), written);
}

/** The dataset of the field; Fashion-MNIST by default. */
export function datasetOf(
  field: z.output<typeof datasetField> | undefined,
  specFile: string,
): PublishedDataset | OwnDataset {
  if (!field) return { name: 'fashion-mnist' };
  if ('path' in field) {
    const { name, path, classes } = field;
    return { name, path: dataPath(path, specFile), ...(classes ? { classNames: classes } : {}) };
  }
  return { name: field.name, ...(field.offline ? { offline: field.offline } : {}) };
}

function isPublished(value: unknown): boolean {
  return DATASET_NAMES.some((published) => published === value);
}

function hasPath(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'path' in value;
}
