import { DATA_FORMATS } from '../../export/data/index.ts';
import { FORMATS } from '../../export/index.ts';
import { choice, flag, required, text } from '../commandLine/option.ts';
import { type Command, defineCommand } from './command.ts';
import { meansLatest, meansTrialOfLatest, sweep } from './sharedWords.ts';

const OF_TRIALS = FORMATS.map(({ name }) => name);
const OF_TABLES = DATA_FORMATS.map(({ name }) => name);

/** Commands that write results as files to take along. */
export const exportingCommands: readonly Command[] = [
  defineCommand({
    name: 'export',
    group: 'take along',
    brief: 'a model, spec or table',
    describe: 'A trial as a spec, a model or a card; trials and epochs as tables',
    examples: [
      ['export best', "the best trial's spec, on standard output"],
      ['export best --format keras', 'its network for Keras, in a folder here'],
      ['export cnn/7 --out model.onnx', 'that of trial 7 of cnn, one file alone'],
      ['export trials --out trials.csv', 'every trial: parameters, metrics, times'],
      ['export epochs --sweep all --out epochs.parquet', 'the curves of all sweeps'],
    ],
    positionals: {
      trial: required('a trial', 'Its number, sweep/number or best; or trials or epochs, for a table'),
    },
    options: {
      sweep: text('Name or id of its sweep; the latest if absent; for tables also all'),
      where: text('For tables: a filter of trials, as in leaderboard'),
      format: choice(
        `Of a trial ${OF_TRIALS.join(', ')}; of tables ${OF_TABLES.join(', ')}; if absent, by the ending of --out, or else yaml, csv of tables`,
        [...OF_TRIALS, ...OF_TABLES],
      ),
      out: text('File, or folder with card and spec; - for standard output, where texts go if absent'),
      force: flag('Overwrite the file, or the folder of an export'),
    },
    meansLatest: meansTrialOfLatest,
    load: async () => (await import('./export.ts')).exportCommand,
  }),
  defineCommand({
    name: 'report',
    group: 'take along',
    brief: 'a sweep as one file',
    describe: 'The results of a sweep as one file to keep, print or send',
    examples: [
      ['report', 'the latest sweep, as NAME-report.html'],
      ['report cnn --out docs/cnn.md', 'Markdown for a repository, its pictures in docs/cnn_files'],
    ],
    positionals: { sweep },
    options: {
      format: choice(
        'One HTML file, or Markdown with a folder of pictures; if absent, by the ending of --out, or else html',
        ['html', 'markdown'],
      ),
      out: text('File to write; - for standard output (default: NAME-report.html or .md)'),
      force: flag('Overwrite the file'),
      where: text('A filter of configurations: lr>0.01 and loss<0.5'),
    },
    doesMore: ({ out }) => out !== '-',
    meansLatest,
    load: async () => (await import('./report.ts')).reportCommand,
  }),
  defineCommand({
    name: 'site',
    group: 'take along',
    brief: 'a sweep as pages',
    describe: 'A sweep as static pages: the dashboard to take away',
    examples: [
      ['site cnn', 'the sweep cnn, into the folder cnn-site'],
      ['site --out public --force', 'the latest sweep, in place of the existing site'],
    ],
    positionals: { sweep },
    options: {
      out: text('Folder to write; if absent, the name of the sweep with -site'),
      force: flag('Replace an existing site'),
    },
    doesMore: () => true,
    meansLatest,
    load: async () => (await import('./site.ts')).site,
  }),
];
