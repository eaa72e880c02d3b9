import { z } from 'zod';
import type { Assignment } from '../../configuration.ts';
import { MODEL_NAMES } from '../../model/modelName.ts';
import { findParameter } from '../../model/parameters/index.ts';
import { choice, integer } from '../../model/value.ts';
import { type Ancestor, FORKED_FROM } from '../../trainable/network/fork.ts';
import { network } from '../../trainable/network/network.ts';
import { schemaOf } from '../legalValue.ts';

export const FORK_KEYS = ['trial', 'epochs', 'seed', 'parameters'];

const parameters = z
  .record(z.string(), z.unknown(), { error: 'must be the parameters of that trial' })
  .superRefine((values, context) => {
    for (const [name, value] of Object.entries(values)) {
      if (name === FORKED_FROM) continue;
      const kind = name === 'model' ? choice(MODEL_NAMES) : findParameter(name)?.kind;
      const message = kind ? `must be ${kind.description}` : 'is no parameter of networks';
      if (!kind?.accepts(value)) context.addIssue({ code: 'custom', message, path: [name] });
    }
    if (!('model' in values)) context.addIssue({ code: 'custom', message: 'must name the model, too' });
  })
  .transform((values) => network.configure(values as Assignment));

const ancestor = z.strictObject(
  {
    trial: z.string({ error: 'must name the trial, such as cnn/12' }),
    epochs: schemaOf<number>(integer(1, 100_000)),
    seed: schemaOf<number>(integer(0, 2 ** 31 - 1)),
    parameters,
  },
  { error: 'must be a mapping of trial, epochs, seed and parameters, as `sweep export` writes it' },
);

/** The earlier trainings: what each ancestor did, oldest first. */
export const forkField = z
  .array(ancestor, { error: 'must be a list of what was trained before, as `sweep export` writes it' })
  .min(1, 'must have one entry at least')
  .superRefine((ancestors: readonly Ancestor[], context) => {
    ancestors.forEach(({ epochs }, at) => {
      if (at > 0 && epochs <= ancestors[at - 1]!.epochs)
        context.addIssue({
          code: 'custom',
          message: 'must have more epochs than the one before',
          path: [at, 'epochs'],
        });
    });
  });
