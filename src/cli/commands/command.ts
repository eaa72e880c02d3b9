import type { ArgumentsCamelCase, Argv, CommandModule } from 'yargs';
import type { Context, GlobalOptions } from '../context.ts';
import { createContext } from '../context.ts';
import { statusAfterCrash } from '../crash.ts';
import { outputs } from '../output/outputs.ts';

/** What a command declares; its work is imported only when it is called, so that `--help` answers at once. */
export interface CommandDefinition<A> {
  /** `run <spec>`, as yargs has it. */
  readonly command: string;
  readonly describe: string;
  /** One or two command lines, without the program's name, each with what it does. */
  readonly examples: readonly (readonly [line: string, what: string])[];
  readonly builder: (yargs: Argv) => Argv<A>;
  /** Whether it does more than print, so that it is worth going on where the output cannot be written. */
  readonly doesMore?: (options: ArgumentsCamelCase<A>) => boolean;
  /** Loads the work. It returns the exit status; an error that it throws is printed and ends with status 2. */
  readonly load: () => Promise<
    (options: ArgumentsCamelCase<A>, context: Context) => number | Promise<number>
  >;
}

/** The definition as yargs takes it. */
export function defineCommand<A>(definition: CommandDefinition<A>): CommandModule {
  const module: CommandModule<object, A> = {
    command: definition.command,
    describe: definition.describe,
    builder: (yargs) => {
      const built = definition.builder(yargs as Argv);
      for (const [line, what] of definition.examples) built.example(`$0 ${line}`, what);
      return built;
    },
    handler: async (options) => {
      if (definition.doesMore?.(options)) outputs.workGoesOn();
      const run = await definition.load();
      process.exitCode = statusAfterCrash(await run(options, createContext(options as GlobalOptions)));
    },
  };
  return module as unknown as CommandModule;
}
