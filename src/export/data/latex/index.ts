import { packageVersion } from '../../../package.ts';
import type { TableWriter } from '../table.ts';
import { configurationsTable } from './configurations.ts';
import { curveTable } from './curve.ts';
import { latexTable } from './environment.ts';

/**
 * A table as papers have it: of trials, their configurations with means over the seeds; of epochs, the best
 * configuration's. It asks the leaderboard and not the rows, so a filter is that of configurations.
 */
export const LATEX: TableWriter = {
  name: 'latex',
  use: (file) => `\\input{${file.replaceAll('\\', '/').replace(/\.tex$/i, '')}}`,
  *write(excerpt) {
    const table = excerpt.table.name === 'trials' ? configurationsTable(excerpt) : curveTable(excerpt);
    const version = `Written by sweep ${packageVersion()}.`;
    yield* latexTable({ ...table, comments: [version, ...table.comments] });
  },
};
