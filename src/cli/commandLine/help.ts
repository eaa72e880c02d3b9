import yargs, { type Argv, type Options } from 'yargs';
import type { Command } from '../commands/command.ts';
import { commandHelp } from './commandHelp.ts';
import { EVERYWHERE } from './everywhere.ts';
import type { OptionTable } from './option.ts';
import { programHelp } from './programHelp.ts';
import { commandWords } from './usage.ts';
import { optionName } from './words.ts';

/** Prints the help of a command, or of the program. */
export function printHelp(commands: readonly Command[], command: Command | undefined): void {
  const { columns } = process.stdout;
  process.stdout.write(command ? commandHelp(command, columns) : programHelp(commands, columns));
}

/**
 * Prints the completions that a shell asks for while a line is typed, or, for `completion`, the script with
 * which it asks.
 */
export async function printCompletion(argv: readonly string[], commands: readonly Command[]): Promise<void> {
  await describeAll(argv, commands).completion('completion', false).parseAsync();
}

/** Describes the command line to yargs, which completes it; `readCommandLine` reads lines. */
function describeAll(argv: readonly string[], commands: readonly Command[]): Argv {
  return yargs([...argv])
    .scriptName('sweep')
    .locale('en')
    .version(false)
    .options(asOptions(EVERYWHERE))
    .command(
      commands.map((command) => ({
        command: commandWords(command),
        describe: command.describe,
        builder: (own: Argv) => describe(own, command),
        handler: () => undefined,
      })),
    )
    .exitProcess(false);
}

function describe(yargs: Argv, { positionals, options }: Command): Argv {
  for (const [key, { describe, type, choices }] of Object.entries(positionals))
    yargs.positional(key, { describe, type, ...(choices ? { choices } : {}) });
  return yargs.options(asOptions(options));
}

function asOptions(table: OptionTable): Record<string, Options> {
  return Object.fromEntries(
    Object.entries(table).map(([key, { describe, type, choices, usual }]) => [
      optionName(key).slice(2),
      { describe, type, ...(choices ? { choices } : {}), ...(usual === undefined ? {} : { default: usual }) },
    ]),
  );
}
