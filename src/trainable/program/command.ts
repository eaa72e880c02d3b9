import type { Configuration } from '../../configuration.ts';
import { SweepError } from '../../errors.ts';
import { type PythonValues, pythonValues } from './floats.ts';
import { nestedParameters } from './nestedParameters.ts';
import type { ProgramSetup } from './program.ts';
import { pythonJson, pythonText } from './pythonText.ts';

/** W&B's command of a spec that names a program alone. */
export const DEFAULT_COMMAND = ['${env}', '${interpreter}', '${program}', '${args}'] as const;

/** What a command depends on besides the spec and the configuration. */
export interface CommandSurroundings {
  readonly platform: NodeJS.Platform;
  /** What `${interpreter}` stands for. */
  readonly interpreter: string;
  /** Where `${args_json_file}` is, absolute. */
  readonly argumentsFile: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

type Macro = (
  configuration: PythonValues,
  setup: ProgramSetup,
  around: CommandSurroundings,
) => readonly string[];

/** Each stands for any number of words. They are W&B's, also those that its agent has without its documentation. */
const MACROS: Readonly<Record<string, Macro>> = {
  env: (_configuration, _setup, { platform }) => (platform === 'win32' ? [] : ['/usr/bin/env']),
  interpreter: (_configuration, _setup, { interpreter }) => [interpreter],
  program: (_configuration, { program }) => [program!],
  args: (configuration) => words(configuration, (name, text) => [`--${name}=${text}`]),
  args_no_hyphens: (configuration) => words(configuration, (name, text) => [`${name}=${text}`]),
  args_no_equals: (configuration) => words(configuration, (name, text) => [`--${name}`, text]),
  args_no_boolean_flags: (configuration) =>
    words(configuration, (name, text) => {
      const value = configuration[name];
      return typeof value === 'boolean' ? (value ? [`--${name}`] : []) : [`--${name}=${text}`];
    }),
  args_append_hydra: (configuration) => words(configuration, (name, text) => [`+${name}=${text}`]),
  args_override_hydra: (configuration) => words(configuration, (name, text) => [`++${name}=${text}`]),
  args_json: (configuration) => [pythonJson(nestedParameters(configuration))],
  args_json_file: (_configuration, _setup, { argumentsFile }) => [argumentsFile],
};

const VARIABLE = /\$\{envvar:([A-Za-z0-9_]*)\}/g;

/** What may stand in the braces of a word of a command, besides `envvar:NAME`. */
export const MACRO_NAMES: readonly string[] = Object.keys(MACROS);

/** As in W&B, a macro stands alone and only variables stand within a word; in other braces are words of the program's. */
function macroOf(word: string): string | undefined {
  const name = /^\$\{(\w+)\}$/.exec(word)?.[1];
  return name !== undefined && Object.hasOwn(MACROS, name) ? name : undefined;
}

/** The program and its arguments for a configuration; no shell reads them. The command has been checked. */
export function commandLine(
  setup: ProgramSetup,
  configuration: Configuration,
  around: CommandSurroundings,
): readonly string[] {
  const values = pythonValues(configuration, setup.floats);
  return setup.command.flatMap((word) => {
    const macro = macroOf(word);
    if (macro !== undefined) return MACROS[macro]!(values, setup, around);
    return [word.replace(VARIABLE, (_, name: string) => around.environment[name] ?? name)];
  });
}

/** The value of `${args_json}` and `SWEEP_PARAMETERS`: dotted names become nested objects. */
export function argumentsJson(configuration: Configuration, floats?: ProgramSetup['floats']): string {
  return pythonJson(nestedParameters(pythonValues(configuration, floats)));
}

export function needsArgumentsFile({ command }: ProgramSetup): boolean {
  return command.includes('${args_json_file}');
}

/** @throws SweepError `command_invalid` where no configuration could make a command line of it. */
export function checkCommand(
  { command, program }: ProgramSetup,
  environment: CommandSurroundings['environment'],
): void {
  if (command.length === 0) throw new SweepError('command_invalid', 'The command is empty.', USUAL);
  for (const word of command) {
    for (const [, name] of word.matchAll(VARIABLE)) {
      if (environment[name!] !== undefined) continue;
      throw new SweepError(
        'command_invalid',
        `The command holds \${envvar:${name}}, and there is no environment variable ${name}.`,
        `Set it: export ${name}=…`,
      );
    }
    if (macroOf(word) === 'program' && program === undefined) {
      throw new SweepError(
        'command_invalid',
        'The command holds ${program}, and the spec has no `program`.',
        'Add a line such as program: train.py.',
      );
    }
  }
}

const USUAL = `The usual one is [${DEFAULT_COMMAND.map((word) => `"${word}"`).join(', ')}].`;

function words(
  configuration: PythonValues,
  write: (name: string, text: string) => readonly string[],
): string[] {
  return Object.entries(configuration).flatMap(([name, value]) => write(name, pythonText(value)));
}
