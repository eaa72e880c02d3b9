import { describe, expect, it } from 'vitest';
import { filled } from '../report/reports.ts';
import { beginProgram, cell, report, runProgram } from '../store/programs.ts';
import { begin, complete, fail, planned } from '../store/sweeps.ts';
import { cellsOf, chartOf } from './built.ts';

const INITIALIZERS = ['glorot_uniform', 'he_normal'] as const;

describe('the paired effect of a parameter', () => {
  it('is the mean over all cells that have both values, with an interval, the better value first', () => {
    const db = filled((open) => {
      const sweep = begin(open);
      const cells = INITIALIZERS.flatMap((kernel_initializer) =>
        [1, 2, 3, 4].map((units) => planned({ kernel_initializer, units })),
      );
      for (const trial of sweep.planTrials(cells, [7])) {
        const { kernel_initializer, units } = trial.configuration;
        const gain = kernel_initializer === 'he_normal' ? 0.01 * Number(units) : 0;
        // The cell with four units has one side alone.
        if (gain > 0.035) fail(sweep, trial);
        else complete(sweep, trial, 0.5 + 0.1 * Number(units) + gain);
      }
    });
    const chart = chartOf(db, 'effect', { x: 'kernel_initializer' });
    // Of the differences 0.01, 0.02 and 0.03: t(0.975, 2) = 4.3027, standard error 0.01 / √3 (R: t.test).
    expect(chart.caption).toContain(
      'he_normal against glorot_uniform: +0.0200 val_accuracy, 95 % −0.0048 to +0.0448, 3 pairs; they cannot be told apart.',
    );
    expect(cellsOf(chart)).toEqual([
      [
        'he_normal against glorot_uniform',
        '+0.0200',
        '−0.0048',
        '+0.0448',
        '3',
        '100 %',
        '0.074',
        'cannot be told apart',
      ],
    ]);
    expect(chart.series[0]!.data.map(({ tooltip }) => tooltip.formatter.split('\n'))).toContainEqual([
      'trial 5 against 1: he_normal against glorot_uniform',
      'units=1',
      'val_accuracy 0.6100 against 0.6000, +0.0100',
    ]);
    expect(chart.series.at(-1)!.data[0].tooltip.formatter).toBe(
      'he_normal against glorot_uniform\n+0.0200 val_accuracy, 95 % −0.0048 to +0.0448, 3 pairs',
    );
  });

  it('pairs seeds, corrects for all comparisons, and knows that less of a loss is better', () => {
    const db = filled((open) => {
      const sweep = beginProgram(open, { metric: { name: 'loss', goal: 'minimize' }, replicates: 2 });
      const cells = ['a', 'b', 'c'].flatMap((kind) => [1, 2, 3, 4, 5].map((width) => cell({ kind, width })));
      for (const trial of sweep.planTrials(cells, [1, 2])) {
        const { kind, width } = trial.configuration;
        // The second seed is worse by far; where b misses it, the first one alone may count.
        const isMissing = kind === 'b' && width === 1 && trial.seed === 2;
        const loss =
          (kind === 'a' ? 1 : kind === 'b' ? 3 : 3.1) + Number(width) / 50 + (trial.seed - 1) * 100;
        const noise = kind === 'c' ? Number(width) / 20 : kind === 'b' ? (Number(width) - 3) / 100 : 0;
        runProgram(sweep, trial, report(1, { loss: isMissing ? Number.NaN : loss + noise }));
      }
    });
    const chart = chartOf(db, 'effect', { x: 'kind' });
    expect(chart.caption).toMatch(/^a against c: −2\.2500 loss.*with the same seeds.*Less is better\./);
    expect(
      cellsOf(chart).map(([pair, difference, , , pairs, , , verdict]) => [pair, difference, pairs, verdict]),
    ).toEqual([
      ['a against c', '−2.2500', '5', 'a is better'],
      ['a against b', '−2.0000', '5', 'a is better'],
      ['b against c', '−0.2500', '5', 'b is better'],
    ]);
  });

  it('has no interval and no verdict where all pairs differ alike, whatever rounding adds', () => {
    const db = filled((open) => {
      const sweep = beginProgram(open);
      const cells = ['a', 'b'].flatMap((kind) => [1, 2, 3].map((width) => cell({ kind, width })));
      for (const trial of sweep.planTrials(cells, [1])) {
        const { kind, width } = trial.configuration;
        runProgram(sweep, trial, report(1, { score: 0.1 * Number(width) + (kind === 'a' ? 0.2 : 0) }));
      }
    });
    const chart = chartOf(db, 'effect', { x: 'kind' });
    expect(chart.caption).toContain(
      'a against b: +0.2000 score, the same in all 3 pairs, which gives no interval; they cannot be told apart.',
    );
    expect(chart.caption).not.toContain('Student');
    expect(cellsOf(chart)).toEqual([
      ['a against b', '+0.2000', '–', '–', '3', '100 %', '–', 'cannot be told apart'],
    ]);
    expect(chart.series.find(({ name }) => name === '95 % interval')!.data).toEqual([]);
  });

  it('looks past parameters that go along with it, and offers none that has no pair', () => {
    const db = filled((open) => {
      const sweep = begin(open);
      const cells = ['sgd', 'adam'].flatMap((optimizer) =>
        [1, 2, 3].map((units) => planned({ optimizer, units, dropout: units / 10 })),
      );
      for (const trial of sweep.planTrials(cells, [7])) complete(sweep, trial, 0.5 + trial.number / 100);
    });
    const chart = chartOf(db, 'effect');
    expect(chart.caption).toContain('differs in optimizer and what goes along with it (learning_rate)');
    expect(cellsOf(chart).map((cells) => cells[4])).toEqual(['3']);
  });

  it('is none between configurations that differ in everything', () => {
    const db = filled((open) => {
      const sweep = beginProgram(open);
      const cells = ['a', 'b', 'c'].map((kind, index) => cell({ kind, lr: index / 10 }));
      for (const trial of sweep.planTrials(cells, [3])) runProgram(sweep, trial, report(1, { score: 1 }));
    });
    const chart = chartOf(db, 'effect', { x: 'kind' });
    expect(chart.option).toBeUndefined();
    expect(chart.caption).toContain('No two configurations differ in kind alone.');
  });
});
