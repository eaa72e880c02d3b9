import { z } from 'zod';
import { MODEL_NAMES, type ModelName } from '../../model/modelName.ts';
import { choice, integer } from '../../model/value.ts';
import { ENGINE_NAMES, type EngineName } from '../../trainable/network/setup.ts';
import { isScalar, type Legal, schemaOf, shorthand } from '../legalValue.ts';
import { listOf } from '../listOf.ts';
import { datasetField } from './dataset.ts';
import { forkField } from './fork.ts';

const imageCount = integer(10, 100_000_000);

const validationSize: Legal = {
  description: 'test, or a number of images, 10 or more',
  choices: ['test'],
  accepts: (value) => value === 'test' || imageCount.accepts(value),
};

/** The top-level keys of specs that train networks. */
export const NETWORK_FIELDS = {
  model: z.preprocess(
    (value) => (isScalar(value) ? [value] : value),
    listOf<ModelName>(choice(MODEL_NAMES), {
      otherwise: 'must be ann, cnn or a list of both',
      fewest: 1,
      wrongLength: 'must name at least one network',
      twice: 'must name each network once',
    }),
  ),
  dataset: datasetField,
  validation: shorthand(
    'size',
    z.object(
      {
        size: schemaOf<number | 'test'>(validationSize).default(10_000),
        seed: schemaOf<number>(integer(0, 2 ** 31 - 1)).default(0),
      },
      { error: 'must be test, a number of images, or a mapping such as {size: 10000, seed: 0}' },
    ),
  ),
  engine: schemaOf<EngineName>(choice(ENGINE_NAMES)),
  fork: forkField,
};

/** The values of these keys; absent if the spec does not set one or it is wrong. */
export type NetworkFields = {
  [K in keyof typeof NETWORK_FIELDS]?: z.output<(typeof NETWORK_FIELDS)[K]> | undefined;
};
