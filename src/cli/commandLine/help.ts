import yargs, { type Argv, type Options } from 'yargs';
import type { Command } from '../commands/command.ts';
import { invocation, quickstart } from '../invocation.ts';
import { commandHelp } from './commandHelp.ts';
import { EVERYWHERE } from './everywhere.ts';
import type { OptionTable } from './option.ts';
import { commandWords } from './usage.ts';
import { optionName } from './words.ts';

const EXIT_STATUS =
  'Exit status: 0 done; 1 some trials failed, the run broke off with what it had stored kept, an answer\n' +
  'could not be written, or data or doctor found something amiss; 2 the command, spec or data is wrong,\n' +
  'nothing was run; 130 interrupted or stopped, to be resumed.';

/** Prints the help of a command, or of the program. */
export async function printHelp(commands: readonly Command[], command: Command | undefined): Promise<void> {
  if (command) process.stdout.write(commandHelp(command, process.stdout.columns));
  else await describeAll(['--help'], commands).group(Object.keys(EVERYWHERE), 'Everywhere:').parseAsync();
}

/**
 * Prints the completions that a shell asks for while a line is typed, or, for `completion`, the script with
 * which it asks.
 */
export async function printCompletion(argv: readonly string[], commands: readonly Command[]): Promise<void> {
  await describeAll(argv, commands).completion('completion', false).parseAsync();
}

/** Describes the command line to yargs, which prints the help of the program; `readCommandLine` reads lines. */
function describeAll(argv: readonly string[], commands: readonly Command[]): Argv {
  return yargs([...argv])
    .scriptName('sweep')
    .locale('en')
    .usage('$0 <command>\n\nHyperparameter sweeps on this machine: a YAML spec in, a leaderboard out.')
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
    .wrap(Math.min(process.stdout.columns || 100, 100))
    .epilogue(`${EXIT_STATUS}\n\nFirst time? Try: ${invocation()} run ${quickstart()}`)
    .exitProcess(false);
}

/** For completion; its help is `commandHelp`. */
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
