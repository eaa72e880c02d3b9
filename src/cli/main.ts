import yargs from 'yargs';
import { SweepError } from '../errors.ts';
import { packageVersion } from '../package.ts';
import { commands } from './commands/index.ts';
import { reportError } from './failure.ts';
import { invocation } from './invocation.ts';
import { outputs } from './output/outputs.ts';

/** Runs one command line and sets the exit status; what goes wrong is printed, never thrown. */
export async function main(argv: readonly string[]): Promise<void> {
  outputs.guard();
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
    .group(['db', 'json', 'color', 'help', 'version'], 'Everywhere:')
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
  try {
    await parser.parseAsync();
    const unprinted = await outputs.settled();
    if (unprinted) throw unprinted;
  } catch (error) {
    process.exitCode = reportError(error, argv.includes('--json'));
  }
}
