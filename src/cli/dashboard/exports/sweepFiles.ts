import { DATA_FORMATS, type TableName } from '../../../export/data/index.ts';
import type { SweepExport } from '../../../server/index.ts';

export interface Command {
  /** The words after `sweep`; the options for the database and for the file or folder to write are added. */
  words(sweep: string): readonly string[];
  /** What the command writes: a file, a folder, or a file with others beside it, by its name. */
  readonly writes: 'file' | 'folder' | { readonly withOthers: string };
}

type Described = Omit<SweepExport, 'files'> & {
  readonly files: readonly (SweepExport['files'][number] & Command)[];
};

/** The files of a sweep that can be downloaded, with the commands that write them. */
export const SWEEP_EXPORTS: readonly Described[] = [
  {
    title: 'Report',
    purpose: 'leaderboard, charts and methods on one page',
    files: [
      {
        name: 'report.html',
        title: 'HTML',
        ending: '-report.html',
        writes: 'file',
        words: (sweep) => ['report', '--format=html', '--', sweep],
      },
      {
        name: 'report-markdown',
        title: 'Markdown',
        ending: '-report.zip',
        writes: { withOthers: 'report.md' },
        words: (sweep) => ['report', '--format=markdown', '--', sweep],
      },
    ],
  },
  {
    title: 'Site',
    purpose: 'its pages as files, for any web server',
    files: [
      {
        name: 'site',
        title: 'ZIP',
        ending: '-site.zip',
        writes: 'folder',
        words: (sweep) => ['site', '--', sweep],
      },
    ],
  },
  table('trials', 'a row for each trial: parameters and results'),
  table('epochs', 'a row for each epoch of each trial'),
];

function table(name: TableName, purpose: string): Described {
  return {
    title: name === 'trials' ? 'Trials' : 'Epochs',
    purpose,
    files: DATA_FORMATS.map(({ name: format, title, ending }) => ({
      name: `${name}${ending}`,
      title,
      ending: `-${name}${ending}`,
      writes: 'file',
      words: (sweep) => ['export', name, `--sweep=${sweep}`, `--format=${format}`],
    })),
  };
}
