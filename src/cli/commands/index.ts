import type { Argv, CommandModule } from 'yargs';
import { defineCommand } from './command.ts';

/** The one argument of a command about a sweep. */
const namedSweep = (yargs: Argv) => yargs.positional('sweep', { type: 'string', describe: 'Name or id' });

/** All commands, in the order in which `--help` lists them. */
export const commands: readonly CommandModule[] = [
  defineCommand({
    command: 'run <spec>',
    describe: 'Run, or go on with, a sweep',
    examples: [
      ['run sweeps/cnn.yaml', 'train every configuration of the spec'],
      ['run sweeps/cnn.yaml --set epochs=2 --workers 1', 'the same, shorter, on one core'],
    ],
    builder: (yargs: Argv) =>
      yargs
        .positional('spec', { type: 'string', demandOption: true, describe: 'YAML file of the sweep' })
        .option('workers', { type: 'number', describe: 'Threads, one trial each (default: the cores)' })
        .option('seed', { type: 'number', describe: "Replaces the spec's seed" })
        .option('set', {
          type: 'string',
          array: true,
          nargs: 1,
          describe: 'key=value: replaces a key of the spec',
        })
        .option('max-trials', { type: 'number', describe: 'Stop after so many trials; the rest stay queued' })
        .option('serve', { type: 'boolean', describe: 'Keep the dashboard up beside it' })
        .option('port', { type: 'number', default: 4321, describe: 'Port of --serve' })
        .option('quiet', { type: 'boolean', describe: 'Print only the end' }),
    doesMore: () => true,
    load: async () => (await import('./run.ts')).run,
  }),
  defineCommand({
    command: 'plan <spec>',
    describe: 'What run would do and what it costs; trains nothing',
    examples: [['plan sweeps/cnn.yaml', 'how many trials, and how long']],
    builder: (yargs: Argv) =>
      yargs
        .positional('spec', { type: 'string', demandOption: true, describe: 'YAML file of the sweep' })
        .option('workers', { type: 'number', describe: 'Threads to reckon with (default: the cores)' })
        .option('seed', { type: 'number', describe: "Replaces the spec's seed" })
        .option('set', {
          type: 'string',
          array: true,
          nargs: 1,
          describe: 'key=value: replaces a key of the spec',
        }),
    load: async () => (await import('./plan.ts')).plan,
  }),
  defineCommand({
    command: 'ls',
    describe: 'The sweeps in the database',
    examples: [['ls --db old.db', 'the sweeps of another file']],
    builder: (yargs: Argv) => yargs,
    load: async () => (await import('./ls.ts')).ls,
  }),
  defineCommand({
    command: 'leaderboard [sweep]',
    describe: 'Ranked configurations of a sweep (the latest)',
    examples: [
      ['leaderboard cnn --limit 5', 'the five best'],
      ['leaderboard --where "optimizer=adam and epochs>5" --sort durationMs', 'filtered and sorted'],
    ],
    builder: (yargs: Argv) =>
      yargs
        .positional('sweep', { type: 'string', describe: 'Name or id' })
        .option('sort', { type: 'string', describe: 'A column, with :asc or :desc; by rank where absent' })
        .option('where', { type: 'string', describe: 'A filter: optimizer=adam and val_accuracy>0.9' })
        .option('limit', { type: 'number', default: 20, describe: 'Rows; 0 for all' })
        .option('hidden', { type: 'boolean', describe: 'Show what was hidden in the dashboard, too' })
        .option('by', {
          choices: ['configuration', 'trial'] as const,
          default: 'configuration' as const,
          describe: 'What a row stands for',
        }),
    load: async () => (await import('./leaderboard.ts')).leaderboardCommand,
  }),
  defineCommand({
    command: 'show <trial>',
    describe: 'One trial: parameters, curves, confusion matrix',
    examples: [
      ['show 3', 'trial 3 of the latest sweep'],
      ['show cnn/best', 'the best trial of the sweep cnn'],
    ],
    builder: (yargs: Argv) =>
      yargs.positional('trial', {
        type: 'string',
        demandOption: true,
        describe: 'Number, sweep/number or best',
      }),
    load: async () => (await import('./show.ts')).show,
  }),
  defineCommand({
    command: 'compare [sweep..]',
    describe: 'Groups against each other, each by its best configuration',
    examples: [
      ['compare --by model', 'the best ANN against the best CNN of the latest sweep'],
      ['compare ann cnn --by model', 'the same over two sweeps'],
    ],
    builder: (yargs: Argv) =>
      yargs
        .positional('sweep', {
          type: 'string',
          array: true,
          describe: 'Names or ids; the latest where absent',
        })
        .option('by', { type: 'string', default: 'model', describe: 'model, sweep or any parameter' }),
    load: async () => (await import('./compare.ts')).compare,
  }),
  defineCommand({
    command: 'export <trial>',
    describe: 'A trial as something to run',
    examples: [
      ['export best --format yaml', 'a spec that trains the best trial again, to the same bits'],
      ['export cnn/7 --out again.yaml', 'trial 7 of the sweep cnn, into a file'],
    ],
    builder: (yargs: Argv) =>
      yargs
        .positional('trial', {
          type: 'string',
          demandOption: true,
          describe: 'best, a number or sweep/number',
        })
        .option('sweep', { type: 'string', describe: 'Name or id; the latest where absent' })
        .option('format', { choices: ['yaml'] as const, default: 'yaml' as const, describe: 'What to write' })
        .option('out', { type: 'string', describe: 'File to write; standard output where absent' })
        .option('force', { type: 'boolean', describe: 'Overwrite the file' }),
    doesMore: ({ out }) => out !== undefined,
    load: async () => (await import('./export.ts')).exportCommand,
  }),
  defineCommand({
    command: 'stop <what>',
    describe: 'Stop a trial, or a sweep to go on later',
    examples: [
      ['stop cnn', 'the sweep cnn, as Ctrl-C would: `run` goes on with it'],
      ['stop cnn/12', 'one trial; it keeps its epochs, and the others go on'],
    ],
    builder: (yargs: Argv) =>
      yargs.positional('what', {
        type: 'string',
        demandOption: true,
        describe: 'Name of a sweep; number of a trial (of the latest sweep), or sweep/number',
      }),
    doesMore: () => true,
    load: async () => (await import('./steer.ts')).stop,
  }),
  defineCommand({
    command: 'pause [sweep]',
    describe: 'Start no further trial of a running sweep (the latest) for now',
    examples: [['pause cnn', 'trials that run go on to their end']],
    builder: namedSweep,
    doesMore: () => true,
    load: async () => (await import('./steer.ts')).pause,
  }),
  defineCommand({
    command: 'resume [sweep]',
    describe: 'Go on with a paused sweep (the latest)',
    examples: [['resume cnn', 'its trials start again']],
    builder: namedSweep,
    doesMore: () => true,
    load: async () => (await import('./steer.ts')).resume,
  }),
  defineCommand({
    command: 'serve',
    describe: 'The dashboard, in the browser',
    examples: [['serve --open', 'start it and open the browser']],
    builder: (yargs: Argv) =>
      yargs
        .option('port', { type: 'number', default: 4321, describe: 'Port; 0 for any free one' })
        .option('host', {
          type: 'string',
          default: '127.0.0.1',
          describe: 'Address to listen on; where other machines reach it, a token is made and printed',
        })
        .option('open', { type: 'boolean', describe: 'Open the browser' }),
    doesMore: () => true,
    load: async () => (await import('./serve.ts')).serve,
  }),
  defineCommand({
    command: 'data [action]',
    describe: 'Where the dataset is and whether it is whole',
    examples: [
      ['data fetch', 'download Fashion-MNIST now'],
      ['data --path ./data/kmnist', 'check a dataset of your own'],
    ],
    builder: (yargs: Argv) =>
      yargs
        .positional('action', { choices: ['status', 'fetch'] as const, default: 'status' as const })
        .option('path', { type: 'string', describe: 'Folder of IDX files or .npz file to check instead' }),
    doesMore: ({ action }) => action === 'fetch',
    load: async () => (await import('./data.ts')).data,
  }),
  defineCommand({
    command: 'doctor',
    describe: 'What works on this machine: engines and their speed, dataset, database',
    examples: [['doctor', 'check everything']],
    builder: (yargs: Argv) => yargs,
    load: async () => (await import('./doctor.ts')).doctor,
  }),
];
