import { dirname, resolve } from 'node:path';
import type { ModuleSetup } from '../../trainable/module/module.ts';
import type { Dialect } from '../dialect.ts';
import { anyParameter, freeMetric, noGroups, unknownFreeParameter } from '../freeNames.ts';
import { schemaOf } from '../legalValue.ts';

/** Specs whose trials call a user's module. */
export const module: Dialect = {
  does: 'runs a module',
  signs: ['trainer'],
  fields: {
    trainer: schemaOf<string>({
      description: 'the path of a TypeScript or JavaScript module, such as ./train.ts',
      accepts: (value) => typeof value === 'string' && /\.[cm]?[jt]s$/.test(value) && value.length <= 4096,
      hint: (value) =>
        typeof value === 'string' && /\.(py|sh|R|jl)$/.test(value)
          ? `A program is named by program: program: ${value}.`
          : undefined,
    }),
  },
  innerKeys: {},
  parameterNames: undefined,
  fromWandb: false,
  metric: freeMetric,
  parameter: anyParameter,
  unknownParameter: unknownFreeParameter,
  ...noGroups,
  build({ file, fields, space }) {
    const trainer = String(fields.trainer);
    const setup: ModuleSetup = { kind: 'module', trainer, path: resolve(dirname(resolve(file)), trainer) };
    return { setup, space };
  },
};
