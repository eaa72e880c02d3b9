import { dirname, resolve } from 'node:path';
import { integer } from '../../model/value.ts';
import { DEFAULT_COMMAND } from '../../trainable/program/command.ts';
import type { ProgramSetup } from '../../trainable/program/program.ts';
import type { Dialect } from '../dialect.ts';
import { durationField } from '../duration.ts';
import { anyParameter, freeMetric, noGroups, unknownFreeParameter } from '../freeNames.ts';
import { schemaOf } from '../legalValue.ts';
import { commandField, judgeCommand, programField } from './command.ts';
import { floatsOf } from './floats.ts';

/** Specs whose trials are processes, as in W&B. */
export const program: Dialect = {
  does: 'runs a program',
  signs: ['program', 'command'],
  fields: {
    program: programField,
    command: commandField,
    grace: durationField('10s'),
    trial_timeout: durationField('2h'),
    retries: schemaOf<number>(integer(0, 100)),
  },
  innerKeys: {},
  parameterNames: undefined,
  fromWandb: true,
  metric: freeMetric,
  parameter: anyParameter,
  unknownParameter: unknownFreeParameter,
  ...noGroups,
  build({ root, file, fields, mentions, space }, report) {
    const own = fields as {
      readonly program?: string;
      readonly command?: readonly string[];
      readonly grace?: number;
      readonly trial_timeout?: number;
      readonly retries?: number;
    };
    judgeCommand(root, own, report);
    const floats = floatsOf(mentions, root);
    const setup: ProgramSetup = {
      kind: 'program',
      command: own.command ?? DEFAULT_COMMAND,
      ...(own.program === undefined ? {} : { program: own.program }),
      directory: dirname(resolve(file)),
      graceMs: own.grace ?? 10_000,
      ...(own.trial_timeout === undefined ? {} : { timeoutMs: own.trial_timeout }),
      retries: own.retries ?? 0,
      ...(floats === undefined ? {} : { floats }),
    };
    return { setup, space };
  },
};
