import { listed, specsAtHand } from '../../sweepfile/readSpecFile.ts';
import { choice, flag, integer, required, text, texts } from '../commandLine/option.ts';
import { annotatingCommands } from './annotatingCommands.ts';
import { type Command, defineCommand } from './command.ts';
import { exportingCommands } from './exportingCommands.ts';
import { retrainingCommands } from './retrainingCommands.ts';
import { meansLatest, meansTrialOfLatest, overrides, sweep, sweepOfTrial, trial } from './sharedWords.ts';
import { steeringCommands } from './steeringCommands.ts';

const spec = required('a spec', 'YAML file of the sweep; - for standard input', () => {
  const specs = specsAtHand();
  return specs.length > 0
    ? `There are: ${listed(specs)}.`
    : 'Name its YAML file; no folder here has one. The README shows how to write it.';
});
const PORTS = { least: 0, most: 65_535 };

/** Options that say who may see the dashboard and who may change something in it. */
const TOKEN_OPTIONS = {
  token: flag(
    'Only the printed link may change anything; with --no-token every user here may (default: true)',
  ),
  private: flag('Only the printed link may read, too'),
};

/** All commands, in the order in which `--help` lists them. */
export const commands: readonly Command[] = [
  defineCommand({
    name: 'run',
    group: 'train',
    brief: 'a sweep, or its rest',
    describe: 'Run, or go on with, a sweep',
    examples: [
      ['run sweeps/cnn.yaml', 'train every configuration'],
      ['run sweeps/cnn.yaml --set epochs=2', 'the same with fewer epochs'],
    ],
    positionals: { spec },
    options: {
      ...overrides,
      maxTrials: integer('Stop after this many trials; the rest stay queued', { least: 1 }),
      serve: flag('Keep the dashboard up beside it, and after it until Ctrl-C'),
      port: integer('Port of --serve; 0 for any free one (default: 4321)', PORTS),
      ...TOKEN_OPTIONS,
      quiet: flag('Print only the end'),
    },
    doesMore: () => true,
    load: async () => (await import('./run.ts')).run,
  }),
  defineCommand({
    name: 'plan',
    group: 'train',
    brief: 'its trials and its time',
    describe: 'What run would do and what it costs; trains nothing',
    examples: [['plan sweeps/cnn.yaml', 'how many trials, and how long']],
    positionals: { spec },
    options: overrides,
    load: async () => (await import('./plan.ts')).plan,
  }),
  defineCommand({
    name: 'ls',
    group: 'look',
    brief: 'all sweeps',
    describe: 'The sweeps in the database',
    examples: [['ls --db old.db', 'the sweeps of another file']],
    positionals: {},
    options: { hidden: flag('Show hidden ones, too') },
    load: async () => (await import('./ls.ts')).ls,
  }),
  defineCommand({
    name: 'leaderboard',
    group: 'look',
    brief: 'ranked configurations',
    describe: 'Ranked configurations of a sweep',
    examples: [
      ['leaderboard cnn --limit 5', 'the five best'],
      ['leaderboard --where "optimizer=adam"', 'filtered'],
      ['leaderboard --sort val_loss:asc', 'sorted'],
    ],
    positionals: { sweep },
    options: {
      sort: text('A column, such as val_loss, best first, or with :asc or :desc; by rank if absent'),
      where: text('A filter: lr>0.01 and loss<0.5'),
      limit: integer('Rows; 0 for all', { least: 0 }, 20),
      hidden: flag('Show what was hidden, too'),
      by: choice('What a row stands for', ['configuration', 'trial'], 'configuration', {
        otherwise: 'To set groups side by side: `sweep compare --by PARAMETER`.',
      }),
    },
    meansLatest,
    load: async () => (await import('./leaderboard.ts')).leaderboardCommand,
  }),
  defineCommand({
    name: 'show',
    group: 'look',
    brief: 'one trial in full',
    describe: 'One trial: parameters, curves, confusion matrix',
    examples: [
      ['show 3', 'trial 3 of the latest sweep'],
      ['show cnn/best', 'the best trial of the sweep cnn'],
    ],
    positionals: { trial },
    options: { sweep: sweepOfTrial },
    meansLatest: meansTrialOfLatest,
    load: async () => (await import('./show.ts')).show,
  }),
  defineCommand({
    name: 'logs',
    group: 'look',
    brief: 'what a program printed',
    describe: 'What the program of a trial printed',
    examples: [
      ['logs 3', 'of trial 3 of the latest sweep'],
      ['logs train/3 --follow', 'as it comes, until the trial has ended'],
    ],
    positionals: { trial },
    options: { sweep: sweepOfTrial, follow: flag('Go on until the trial has ended') },
    meansLatest: meansTrialOfLatest,
    load: async () => (await import('./logs.ts')).logs,
  }),
  defineCommand({
    name: 'compare',
    group: 'look',
    brief: 'which group is better',
    describe: 'Groups against each other, each by its best configuration',
    examples: [
      ['compare --by model', 'the best ANN against the best CNN'],
      ['compare ann cnn --by model', 'the same over two sweeps'],
      ['compare cnn/8 cnn/12', 'the configurations of two trials, by all their seeds'],
    ],
    positionals: { sweep: texts('Names or ids, the latest if absent; or trials such as cnn/12') },
    options: {
      by: text(
        'model, sweep or any parameters: model,units; if absent, the scientific ones, model or the only one',
      ),
      latency: flag('Measure latencies now: networks one after another, on this machine'),
    },
    meansLatest,
    load: async () => (await import('./compare.ts')).compare,
  }),
  defineCommand({
    name: 'replay',
    group: 'train',
    brief: 'what pruning would save',
    describe: 'What stopping trials early, or another search, would have saved in a sweep; trains nothing',
    examples: [
      ['replay cnn --early-terminate asha', 'epochs saved, and whether the winner was kept'],
      ['replay --early-terminate asha --early-terminate median', 'two against each other'],
      ['replay cnn --method random --method bayes', 'how soon each finds the best of what was tried'],
    ],
    positionals: { sweep },
    options: {
      earlyTerminate: texts("A rule as in a spec, {type: asha, min_iter: 1}; if absent, the sweep's own"),
      lookahead: integer(
        'How many of the latest trials each judgement leaves out, as in a spec',
        { least: 0, most: 1000 },
        4,
      ),
      method: texts(
        'A search among the configurations that the sweep tried: grid, random, sobol or bayes; with every --early-terminate',
      ),
      seeds: integer('Number of seeds that --method averages over', { least: 1, most: 1000 }, 20),
    },
    meansLatest,
    load: async () => (await import('./replay.ts')).replayCommand,
  }),
  ...retrainingCommands,
  ...exportingCommands,
  ...annotatingCommands,
  ...steeringCommands,
  defineCommand({
    name: 'serve',
    group: 'look',
    brief: 'the dashboard',
    describe: 'The dashboard, in the browser',
    examples: [
      ['serve --open', 'start it and open the browser'],
      ['serve --private', 'show nothing to other users of this machine'],
      ['serve --wandb', "take sweeps and runs of W&B's client"],
    ],
    positionals: {},
    options: {
      port: integer('Port; 0 for any free one', PORTS, 4321),
      host: text(
        'Address to listen on; where other machines reach it, everything needs the token',
        '127.0.0.1',
      ),
      open: flag('Open the browser'),
      wandb: flag("Also be a local W&B server: sweeps and runs of W&B's client, unchanged"),
      ...TOKEN_OPTIONS,
    },
    doesMore: () => true,
    load: async () => (await import('./serve.ts')).serve,
  }),
  defineCommand({
    name: 'data',
    group: 'machine',
    brief: 'where the dataset is',
    describe: 'Where the dataset is and whether it is whole',
    examples: [
      ['data fetch', 'download Fashion-MNIST now'],
      ['data --path ./data/kmnist', 'check a dataset of your own'],
    ],
    positionals: {
      action: choice(
        'status shows what is there, fetch downloads what is missing',
        ['status', 'fetch'],
        'status',
      ),
    },
    options: { path: text('Folder of IDX files or .npz file to check instead') },
    doesMore: ({ action }) => action === 'fetch',
    load: async () => (await import('./data.ts')).data,
  }),
  defineCommand({
    name: 'doctor',
    group: 'machine',
    brief: 'what works here',
    describe: 'What works on this machine: engines and their speed, dataset, database',
    examples: [['doctor', 'check everything']],
    positionals: {},
    options: {},
    load: async () => (await import('./doctor.ts')).doctor,
  }),
  defineCommand({
    name: 'completion',
    group: 'machine',
    brief: 'for your shell',
    describe: 'A script that lets your shell (bash, zsh, fish) complete what you type',
    examples: [['completion >> ~/.bashrc', 'from the next bash on']],
    positionals: {},
    options: {},
    load: async () => (await import('./completion.ts')).completion,
  }),
];
