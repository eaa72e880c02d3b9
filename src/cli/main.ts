import { SweepError } from '../errors.ts';
import { packageVersion } from '../package.ts';
import { readCommandLine } from './commandLine/read.ts';
import { commands } from './commands/index.ts';
import { type Context, createContext } from './context.ts';
import { reportCrashes } from './crash.ts';
import { reportError } from './failure.ts';
import { outputs } from './output/outputs.ts';

/** Runs one command line and sets the exit status; errors are printed, never thrown. */
export async function main(argv: readonly string[]): Promise<void> {
  outputs.guard();
  const json = wantsJson(argv);
  reportCrashes(json);
  let context: Context | undefined;
  try {
    requireFolder();
    await carryOut(argv, (everywhere) => (context = createContext(everywhere)));
    const unprinted = await outputs.settled();
    if (unprinted) throw unprinted;
  } catch (error) {
    process.exitCode = reportError(error, json, context?.atDatabase);
  }
}

async function carryOut(argv: readonly string[], contextOf: typeof createContext): Promise<void> {
  if (argv.includes('--get-yargs-completions')) {
    const { printCompletion } = await import('./commandLine/help.ts');
    return printCompletion(argv, commands);
  }
  const line = await readCommandLine(argv, commands);
  if (line.wants === 'help') {
    const { printHelp } = await import('./commandLine/help.ts');
    printHelp(commands, line.command);
  } else if (line.wants === 'version') process.stdout.write(`${packageVersion()}\n`);
  else process.exitCode = await line.command.run(line.values, contextOf(line.everywhere));
}

/** Whether the line asks for JSON, as far as that can be told of a line that may be wrong. */
function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end < 0 ? undefined : end).some((word) => /^--json(=true)?$/.test(word));
}

/** A relative path means nothing in a folder that was removed, and every command needs one. */
function requireFolder(): void {
  try {
    process.cwd();
  } catch (error) {
    const hint = 'Go to one that exists (`cd`) and call the command again.';
    throw new SweepError('folder_gone', 'The working directory was removed.', hint, error);
  }
}
