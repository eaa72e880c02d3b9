import { describe, expect, it } from 'vitest';
import { KeptOutput } from '../../../src/trainable/program/keptOutput.ts';
import { readMetricLine } from '../../../src/trainable/program/metricLine.ts';
import { StepAxis } from '../../../src/trainable/program/stepAxis.ts';

describe('a line of output', () => {
  it.each<[string, object | undefined]>([
    ['{"epoch": 1, "val_accuracy": 0.91}', { epoch: 1, val_accuracy: 0.91 }],
    ['  {"loss":1e-3}\r\n', { loss: 0.001 }],
    ['\r 50%|###  |\r100%|#####|\r\u001b[K{"loss": 2}\n', { loss: 2 }],
    ['loss: {"loss": 2}\n', undefined],
    [
      '{"loss": NaN, "a": Infinity, "b": -Infinity}',
      { loss: Number.NaN, a: Infinity, b: Number.NEGATIVE_INFINITY },
    ],
    ['{"NaN": NaN, "text \\"NaN\\"": "Infinity", "x": 1}', { NaN: Number.NaN, x: 1 }],
    ['{"val": {"loss": 1, "top": {"k": 5}}, "ok": true, "note": "7"}', { 'val.loss': 1, 'val.top.k': 5 }],
    ['{"loss": 1, "picture": {"_type": "image-file", "width": 28}}', { loss: 1 }],
    ['{"__proto__": 1, "constructor": 2}', JSON.parse('{"__proto__": 1, "constructor": 2}') as object],
    ['{"done": true, "name": "x"}', undefined],
    ["{'loss': 0.5, 'epoch': 1.0}", undefined],
    ['[1, 2]', undefined],
    ['epoch 1: loss 0.3', undefined],
    ['{"loss": 0.3', undefined],
    ['{}', undefined],
    ['', undefined],
  ])('%j', (line, metrics) => {
    expect(readMetricLine(line)).toEqual(metrics);
  });

  it('is only output where it has a hundred thousand numbers, or levels without end', () => {
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`m${index}`, index]));
    expect(readMetricLine(JSON.stringify(many))).toBeUndefined();
    expect(readMetricLine(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`)).toBeUndefined();
  });
});

describe('the steps of a trial', () => {
  const placed = (...reports: Record<string, number>[]) => {
    const axis = new StepAxis();
    return reports.map((report) => {
      const { step, metrics } = axis.place(report) ?? {};
      return [step, metrics];
    });
  };

  it('count up from 1 where nothing says them, and what repeats no metric belongs to the same step', () => {
    expect(placed({ loss: 3 }, { val_loss: 4 }, { loss: 2 }, { val_loss: 3 })).toEqual([
      [1, { loss: 3 }],
      [1, { val_loss: 4 }],
      [2, { loss: 2 }],
      [2, { val_loss: 3 }],
    ]);
  });

  it('are said by the finest of the names, from its first line on; the others are metrics', () => {
    expect(
      placed(
        { epoch: 0, step: 100, loss: 3 },
        { epoch: 0, val_accuracy: 0.5 },
        { epoch: 1, step: 200, loss: 2 },
        { test_accuracy: 0.7 },
      ),
    ).toEqual([
      [100, { epoch: 0, loss: 3 }],
      [100, { epoch: 0, val_accuracy: 0.5 }],
      [200, { epoch: 1, loss: 2 }],
      [200, { test_accuracy: 0.7 }],
    ]);
  });

  it('are whole numbers from 0', () => {
    expect(placed({ epoch: 0.5, loss: 1 }, { epoch: -1, loss: 1 }, { step: 0, loss: 5 })).toEqual([
      [1, { epoch: 0.5, loss: 1 }],
      [2, { epoch: -1, loss: 1 }],
      [0, { loss: 5 }],
    ]);
    expect(placed({ epoch: 4 }, { loss: 1 })).toEqual([
      [undefined, undefined],
      [1, { loss: 1 }],
    ]);
  });
});

describe('kept output', () => {
  it('is all of a text that is short', () => {
    const kept = new KeptOutput(4, 4);
    for (const text of ['ab', 'cde', 'fgh']) kept.add(text);
    expect(kept.toString()).toBe('abcdefgh');
  });

  it('is the beginning and the end of a long one, however it came, and says how much is missing', () => {
    const text = Array.from({ length: 500 }, (_, index) => `line ${index}\n`).join('');
    for (const size of [1, 7, 100, text.length]) {
      const kept = new KeptOutput(20, 30);
      for (let at = 0; at < text.length; at += size) kept.add(text.slice(at, at + size));
      const missing = `\n[… ${text.length - 50} characters left out …]\n`;
      expect(kept.toString()).toBe(text.slice(0, 20) + missing + text.slice(-30));
    }
  });

  it('cuts no character in two', () => {
    const kept = new KeptOutput(3, 3);
    kept.add('😀'.repeat(10));
    expect(kept.toString()).toBe(`${'😀'.repeat(2)}\n[… 14 characters left out …]\n😀`);
  });
});
