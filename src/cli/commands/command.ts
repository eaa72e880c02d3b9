import type { OptionTable, Values } from '../commandLine/option.ts';
import type { Context } from '../context.ts';
import { statusAfterCrash } from '../crash.ts';
import { sayLatest } from '../latestSweep.ts';
import { outputs } from '../output/outputs.ts';

/** What people want to do, in the order in which they come to it. */
export type CommandGroup = 'train' | 'look' | 'take along' | 'keep order' | 'steer' | 'machine';

/**
 * The declaration of a command. Its work is imported only when it is called, so that `--help` answers at
 * once.
 */
export interface CommandDefinition<P extends OptionTable, O extends OptionTable> {
  readonly name: string;
  /** Its place in the list of all commands. */
  readonly group: CommandGroup;
  /** Its purpose there, in at most 23 characters. */
  readonly brief: string;
  readonly describe: string;
  /** One or two command lines, without the program's name, each with a description. */
  readonly examples: readonly (readonly [line: string, purpose: string])[];
  /** The words after the name, in that order. */
  readonly positionals: P;
  /** By their names in camel case: `maxTrials` is `--max-trials`. */
  readonly options: O;
  /** Whether it does more than print, so that it should go on even if the output cannot be written. */
  readonly doesMore?: (values: Values<P> & Values<O>) => boolean;
  /** Whether it is about the latest sweep because none is named, which is then said. */
  readonly meansLatest?: (values: Values<P> & Values<O>) => boolean;
  /** Loads the work. It returns the exit status; an error that it throws is printed and ends with status 2. */
  readonly load: () => Promise<(values: Values<P> & Values<O>, context: Context) => number | Promise<number>>;
}

/** A command whose values have the right types, since its own tables have read them. */
export interface Command
  extends Omit<CommandDefinition<OptionTable, OptionTable>, 'load' | 'doesMore' | 'meansLatest'> {
  run(values: Readonly<Record<string, unknown>>, context: Context): Promise<number>;
}

export function defineCommand<P extends OptionTable, O extends OptionTable>({
  load,
  doesMore,
  meansLatest,
  ...definition
}: CommandDefinition<P, O>): Command {
  return {
    ...definition,
    async run(read, context) {
      const values = read as Values<P> & Values<O>;
      if (doesMore?.(values)) outputs.workGoesOn();
      const work = await load();
      if (meansLatest?.(values)) sayLatest(context);
      return statusAfterCrash(await work(values, context));
    },
  };
}
