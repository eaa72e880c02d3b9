import { Chalk } from 'chalk';
import { expect, it } from 'vitest';
import { table } from '../../../src/cli/format/table.ts';

const why = 'its best was below the median of the trials before it';
const lines = (columns: number | undefined, isProse: boolean) =>
  table(
    { chalk: new Chalk({ level: 0 }), columns },
    [{ title: 'trial', align: 'right', yields: 0 }, { title: 'saved' }, { title: 'why', yields: 0, isProse }],
    [['12', '3', why]],
  ).split('\n');

it('cuts sentences before it leaves out a column, and other texts after that, and says so', () => {
  expect(lines(undefined, true)).toEqual(['trial  saved  why', `   12  3      ${why}`]);
  const cut = 'Long texts are cut: --wide shows them';
  expect(lines(47, true)).toEqual([
    'trial  saved  why',
    '   12  3      its best was below the median of…',
    `${cut} whole.`,
  ]);
  expect(lines(40, false)).toEqual([
    'trial  why',
    '   12  its best was below the median of…',
    '+1 column, --wide: saved',
    cut,
    'whole.',
  ]);
});
