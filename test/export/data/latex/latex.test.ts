import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelOf } from '../../../../src/export/data/latex/environment.ts';
import { escapeLatex, latexValue } from '../../../../src/export/data/latex/escape.ts';
import { LATEX } from '../../../../src/export/data/latex/index.ts';
import { annotate, type Database } from '../../../../src/store/index.ts';
import { begin, complete, database, fail, planned } from '../../../store/fixture.ts';
import { excerpt, fileOf, filled } from '../filled.ts';

const written = (db: Database, table: 'trials' | 'epochs', where?: string) =>
  fileOf(LATEX, excerpt(db, table, where)).toString();

/** The cells of the rows between the first rule below the head and the last one. */
function bodyOf(latex: string): string[][] {
  const body = latex.slice(latex.lastIndexOf('\\midrule') + 8).split(/\\bottomrule|\\end\{longtable/)[0]!;
  const rows = latex.includes('\\endfoot') ? latex.split('\\endfoot')[1]!.split('\\end{longtable')[0]! : body;
  return rows
    .split('\\\\\n')
    .map((row) => row.trim())
    .filter(Boolean)
    .map((row) => row.split(' & '));
}

/** Whether braces close in order, no `$` is open and every environment ends. */
function isBalanced(latex: string): boolean {
  const bare = latex.replaceAll(/^%.*$/gm, '').replaceAll(/\\[{}$\\]/g, '');
  let depth = 0;
  for (const character of bare) {
    if (character === '{') depth++;
    if (character === '}' && --depth < 0) return false;
  }
  const count = (text: string) => bare.split(text).length;
  return depth === 0 && count('$') % 2 === 1 && count('\\begin{') === count('\\end{');
}

describe('a text in LaTeX', () => {
  it('is set as it is written', () => {
    expect(escapeLatex('a_b 50% #1 $x$ {y} ~^ \\z')).toBe(
      'a\\_b 50\\% \\#1 \\$x\\$ \\{y\\} \\textasciitilde{}\\textasciicircum{} \\textbackslash{}z',
    );
    expect(escapeLatex('é 漢字\n\nb')).toBe('é 漢字 b');
    expect(escapeLatex('a--b')).toBe('a-{}-b');
  });

  it('never opens, ends or comments out anything, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const latex = escapeLatex(text);
        expect(isBalanced(latex)).toBe(true);
        const bare = latex.replaceAll(/\\(?:[{}$&#%_]|(?:text\w+|char34)\{\})/g, '');
        expect(bare).not.toMatch(/[\\$&#%_^~\n\r]/);
        expect(bare.replaceAll(/\{[[\]]\}|\{\}/g, ' ')).not.toMatch(/[{}[\]]|--/);
      }),
    );
  });

  it('has powers of ten for small numbers', () => {
    expect([0.001, 1e-7, 2.5e-5, -0.5, 0, [32, 64], true, undefined].map(latexValue)).toEqual([
      ...['0.001', '$10^{-7}$', '$2.5 \\times 10^{-5}$', '$-0.5$', '0', '{[}32, 64{]}', 'true', '--'],
    ]);
    expect(labelOf({ name: 'Näme $1/ß', id: 7 }, 'epochs')).toBe('tab:name-1-epochs');
    expect(labelOf({ name: '漢字', id: 7 }, 'epochs')).toBe('tab:sweep-7-epochs');
  });
});

describe('a table of configurations', () => {
  it('has what varies, means and spreads, and what must be said of them', () => {
    const latex = written(filled(), 'trials');
    expect(isBalanced(latex)).toBe(true);
    expect(latex).toMatch(
      /\\toprule\nrank & model & optimizer & learning\\_rate & .* & val\\_accuracy & test/,
    );
    const rows = bodyOf(latex);
    expect(rows.map(([rank]) => rank)).toEqual(['1', '2', '3']);
    expect(rows[0]!.at(-2)).toBe('$\\mathbf{0.9045 \\pm 0.0064}$');
    expect(rows[1]!.at(-2)).toBe('$0.7500 \\pm 0.0707$');
    expect(rows[2]!.at(-2)).toBe('$0.6000$');
    expect(rows[1]!.slice(1, 4)).toEqual(['ann', 'sgd', '0.3333']);
    const caption = /\\caption\{(.*)\}\n/.exec(latex)![1]!;
    expect(caption).toContain('on fashion-mnist');
    expect(caption).toContain('sample standard deviation over $n$ seeds');
    expect(caption).toContain('val\\_accuracy on 4 validation images; the test set took no part');
    expect(caption).toContain('95\\,\\% interval by Wilson');
    expect(caption).toContain('Without a completed trial, and left out: 1 configuration.');
    expect(latex).toContain('\\label{tab:');
  });

  it('marks those that the test images do not tell apart from the best, by the verdict of compare', () => {
    const db = database();
    const sweep = begin(db);
    const trials = sweep.planTrials(
      [planned({ units: 1 }), planned({ units: 2 }), planned({ units: 3 })],
      [7],
    );
    const truth = Uint16Array.from({ length: 40 }, (_, index) => index % 3);
    sweep.recordShared({ labels: { validation: truth.slice(0, 4), test: truth } });
    const wrongOn = (wrong: number) => truth.map((label, index) => (index < wrong ? (label + 1) % 3 : label));
    for (const [index, wrong] of [2, 5, 20].entries()) {
      const predictions = { validation: truth.slice(0, 4), test: wrongOn(wrong) };
      const confident = { validation: new Uint8Array(4), test: new Uint8Array(40) };
      complete(sweep, trials[index]!, 0.9 - index / 10, { predictions, confidences: confident });
    }
    sweep.end('completed');
    const rows = bodyOf(written(db, 'trials'));
    expect(rows.map((row) => row.at(-1)!.includes('dagger'))).toEqual([false, true, false]);
  });

  it('marks equal ones as equal, says which counts as the best, and puts failed ones last', () => {
    const db = database();
    const sweep = begin(db);
    const trials = sweep.planTrials(
      [planned({ units: 1 }), planned({ units: 2 }), planned({ units: 3 })],
      [7, 8],
    );
    for (const trial of trials.slice(0, 5)) complete(sweep, trial, 0.75);
    fail(sweep, trials[5]!);
    sweep.end('completed');
    const latex = written(db, 'trials');
    expect(bodyOf(latex).map((row) => [row[0], row.at(-2)!.includes('mathbf')])).toEqual([
      ['1', true],
      ['1', true],
      ['3', false],
    ]);
    expect(latex).toContain('2 configurations share rank 1');
    expect(latex).toContain('With a failed trial, and therefore behind all others: 1 configuration.');
  });

  it('goes over pages where it is long, with its head on each', () => {
    const db = database();
    const sweep = begin(db);
    const units = Array.from({ length: 41 }, (_, index) => planned({ units: index + 1 }));
    for (const trial of sweep.planTrials(units, [7])) complete(sweep, trial, trial.number / 100);
    sweep.end('completed');
    const latex = written(db, 'trials');
    expect(isBalanced(latex)).toBe(true);
    expect(latex).toContain('\\begin{longtable}');
    expect(latex).not.toContain('\\begin{table}');
    expect(latex.split('\\toprule')).toHaveLength(3);
    expect(bodyOf(latex)).toHaveLength(41);
    expect(latex).toContain('One seed each.');
    const short = written(db, 'trials', 'units<=40');
    expect(short).toContain('\\begin{tabular}');
    expect(bodyOf(short)).toHaveLength(40);
  });

  it('leaves out what is hidden and says so, and refuses where nothing is left', () => {
    const db = filled();
    for (const trial of [3, 4]) annotate(db, { sweepId: 1, trial }, { hidden: true });
    const latex = written(db, 'trials');
    expect(bodyOf(latex).map(([rank]) => rank)).toEqual(['2', '3']);
    expect(latex).toContain('Hidden, and left out: 1 configuration.');
    expect(() => written(db, 'trials', 'optimizer=lion')).toThrow('no ranked configuration');
  });
});

describe('a table of epochs', () => {
  it("has the best configuration's metrics by epoch over its seeds", () => {
    const latex = written(filled(), 'epochs');
    expect(isBalanced(latex)).toBe(true);
    const rows = bodyOf(latex);
    expect(rows.map(([epoch]) => epoch)).toEqual(['1', '2']);
    expect(rows[1]!.at(-1)).toBe('$0.9045 \\pm 0.0064$');
    expect(latex).toContain('model cnn, optimizer adam');
    expect(latex).toContain('over 2 seeds');
  });
});
