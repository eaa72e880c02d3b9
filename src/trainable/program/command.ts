import type { Configuration } from '../../configuration.ts';
import { SweepError } from '../../errors.ts';
import { nestedParameters } from './nestedParameters.ts';
import type { ProgramSetup } from './program.ts';
import { pythonText } from './pythonText.ts';

/** W&B's command for a spec that names only a program. */
export const DEFAULT_COMMAND = ['${env}', '${interpreter}', '${program}', '${args}'] as const;

/** What a command depends on in addition to the spec and the configuration. */
export interface CommandSurroundings {
  readonly platform: NodeJS.Platform;
  /** The value of `${interpreter}`. */
  readonly interpreter: string;
  /** The absolute path of `${args_json_file}`. */
  readonly argumentsFile: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

type Macro = (
  configuration: Configuration,
  setup: ProgramSetup,
  around: CommandSurroundings,
) => readonly string[];

/**
 * Each expands to any number of words. They are W&B's, including those of its agent that are not documented.
 */
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
  args_json: (configuration) => [argumentsJson(configuration)],
  args_json_file: (_configuration, _setup, { argumentsFile }) => [argumentsFile],
};

const VARIABLE = /\$\{envvar:([A-Za-z0-9_]*)\}/g;

/** The names that may be in the braces of a command's word, besides `envvar:NAME`. */
export const MACRO_NAMES: readonly string[] = Object.keys(MACROS);

/**
 * As in W&B, a macro is a word of its own and only variables may be within a word; any other braces belong to
 * the program.
 */
function macroOf(word: string): string | undefined {
  const name = /^\$\{(\w+)\}$/.exec(word)?.[1];
  return name !== undefined && Object.hasOwn(MACROS, name) ? name : undefined;
}

/**
 * The program and its arguments for a configuration; no shell reads them. The command must have been checked.
 */
export function commandLine(
  setup: ProgramSetup,
  configuration: Configuration,
  around: CommandSurroundings,
): readonly string[] {
  return setup.command.flatMap((word) => {
    const macro = macroOf(word);
    if (macro !== undefined) return MACROS[macro]!(configuration, setup, around);
    return [word.replace(VARIABLE, (_, name: string) => around.environment[name] ?? name)];
  });
}

/** The value of `${args_json}` and `SWEEP_PARAMETERS`: dotted names become nested objects. */
export function argumentsJson(configuration: Configuration): string {
  return JSON.stringify(nestedParameters(configuration));
}

export function needsArgumentsFile({ command }: ProgramSetup): boolean {
  return command.includes('${args_json_file}');
}

/**
 * @throws SweepError `command_invalid` if no configuration could make a command line of it.
 */
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
  configuration: Configuration,
  write: (name: string, text: string) => readonly string[],
): string[] {
  return Object.entries(configuration).flatMap(([name, value]) => write(name, pythonText(value)));
}
