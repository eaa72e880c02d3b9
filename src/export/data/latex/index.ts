import { packageVersion } from '../../../package.ts';
import type { TableWriter } from '../table.ts';
import { configurationsTable } from './configurations.ts';
import { curveTable } from './curve.ts';
import { latexTable } from './environment.ts';

/**
 * A table for papers: of trials, their configurations with means over the seeds; of epochs, those of the best
 * configuration. It reads the leaderboard instead of rows, so a filter applies to configurations.
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
