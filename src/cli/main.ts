import yargs from 'yargs';
import { SweepError } from '../errors.ts';
import { packageVersion } from '../package.ts';
import { commands } from './commands/index.ts';
import { reportCrashes } from './crash.ts';
import { reportError } from './failure.ts';
import { invocation } from './invocation.ts';
import { outputs } from './output/outputs.ts';

/** Runs one command line and sets the exit status; what goes wrong is printed, never thrown. */
export async function main(argv: readonly string[]): Promise<void> {
  outputs.guard();
  const json = argv.includes('--json');
  reportCrashes(json);
  try {
    requireFolder();
    await parse(argv);
    const unprinted = await outputs.settled();
    if (unprinted) throw unprinted;
  } catch (error) {
    process.exitCode = reportError(error, json);
  }
}

async function parse(argv: readonly string[]): Promise<void> {
  const name = invocation();
  const parser = yargs([...argv])
    .scriptName('sweep')
    .usage('$0 <command>\n\nHyperparameter sweeps on this machine: a YAML spec in, a leaderboard out.')
    .option('db', {
      type: 'string',
      describe: 'Database file (SWEEP_DB; default runs.db here)',
      global: true,
    })
    .option('json', { type: 'boolean', describe: 'JSON on standard output, all else on standard error' })
    .option('color', { type: 'boolean', describe: 'Colours; --no-color or NO_COLOR turns them off' })
    .option('debug', { type: 'boolean', describe: 'Stack traces with errors (also SWEEP_DEBUG=1)' })
    .group(['db', 'json', 'color', 'debug', 'help', 'version'], 'Everywhere:')
    .command([...commands])
    .demandCommand(1, 'Name a command.')
    .recommendCommands()
    .strict()
    .parserConfiguration({ 'strip-dashed': true })
    .version(packageVersion())
    .help()
    .wrap(Math.min(process.stdout.columns || 100, 100))
    .epilogue(`First time? Try: ${name} run sweeps/quickstart.yaml`)
    .exitProcess(false)
    .fail((message, error) => {
      if (error) throw error;
      throw new SweepError('usage', message.replaceAll('\n', ' '), `See \`${name} --help\`.`);
    });
  await parser.parseAsync();
}

/** A relative path means nothing in a folder that was removed; every command meets one. */
function requireFolder(): void {
  try {
    process.cwd();
  } catch (error) {
    const hint = 'Go to one that exists (`cd`) and call the command again.';
    throw new SweepError('folder_gone', 'The folder that this was called in was removed.', hint, error);
  }
}
