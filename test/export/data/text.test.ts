import { describe, expect, it } from 'vitest';
import { CSV } from '../../../src/export/data/csv.ts';
import { JSON_ROWS } from '../../../src/export/data/json.ts';
import type { Excerpt } from '../../../src/export/data/table.ts';
import { excerpt, fileOf, filled, NASTY_NAME, rowsOf, withoutTrials } from './filled.ts';

/** A table of one column of that type. */
function ofCells(type: Excerpt['table']['columns'][number]['type'], cells: readonly unknown[]): Excerpt {
  const rows = cells.map((cell) => [cell]);
  return { table: { columns: [{ name: 'x', type, meaning: '' }], rows: () => rows } } as unknown as Excerpt;
}

const csv = (...given: Parameters<typeof ofCells>) => fileOf(CSV, ofCells(...given)).toString();

describe('CSV', () => {
  it('ends records as RFC 4180 says and quotes what needs it', () => {
    expect(csv('string', ['a', 'b,c', 'd "e"', 'f\ng', null, 'é'])).toBe(
      'x\r\na\r\n"b,c"\r\n"d ""e"""\r\n"f\ng"\r\n\r\né\r\n',
    );
  });

  it('writes numbers so that they are read back to the last bit', () => {
    const numbers = [1 / 3, 5e-324, -1e300, 0.1 + 0.2, 123456789012345];
    const lines = csv('double', numbers).trimEnd().split('\r\n').slice(1);
    expect(lines.map(Number)).toEqual(numbers);
    expect(csv('double', [Number.NaN, -Infinity])).toBe('x\r\nNaN\r\n-Infinity\r\n');
  });

  it('writes booleans, times in UTC and lists as other programs read them', () => {
    expect(csv('boolean', [true, false])).toBe('x\r\ntrue\r\nfalse\r\n');
    expect(csv('timestamp', [0])).toBe('x\r\n1970-01-01T00:00:00.000Z\r\n');
    expect(csv('json', [[32, 64], 16, []])).toBe('x\r\n"[32,64]"\r\n16\r\n[]\r\n');
  });

  it('lets no spreadsheet compute a text, and leaves negative numbers alone', () => {
    expect(csv('string', ['=1+1', '+1', '-1', '@x', '\tx', 'a=b'])).toBe(
      "x\r\n'=1+1\r\n'+1\r\n'-1\r\n'@x\r\n'\tx\r\na=b\r\n",
    );
    expect(csv('double', [-0.5])).toBe('x\r\n-0.5\r\n');
  });

  it('has a header alone where there is no trial', () => {
    const file = fileOf(CSV, excerpt(withoutTrials(), 'trials')).toString();
    expect(file).toMatch(/^sweep,sweep_id,trial,[^\r\n]*,synthetic\r\n$/);
  });
});

describe('JSON', () => {
  it('is an array of rows, one a line, with lists as lists and null where nothing is', () => {
    const source = excerpt(filled(), 'trials');
    const text = fileOf(JSON_ROWS, source).toString();
    const rows = JSON.parse(text) as Record<string, unknown>[];
    const times = new Set(['started_at', 'ended_at']);
    for (const [index, row] of rowsOf(source).entries()) {
      for (const [name, cell] of Object.entries(row)) {
        const value = times.has(name) && cell !== null ? new Date(cell as number).toISOString() : cell;
        expect(rows[index]![name], name).toEqual(value);
      }
    }
    expect(rows[0]).toMatchObject({ sweep: NASTY_NAME, units: [4, 3], tags: ['good', 'late'] });
    const lines = text.trimEnd().split('\n');
    expect([lines[0], lines.at(-1), lines.length]).toEqual(['[', ']', rows.length + 2]);
    for (const line of lines.slice(1, -1)) JSON.parse(line.replace(/,$/, ''));
  });

  it('is an empty array without a row, has null for what is not finite and no character that deceives', () => {
    expect(fileOf(JSON_ROWS, ofCells('double', [])).toString()).toBe('[]\n');
    expect(JSON.parse(fileOf(JSON_ROWS, ofCells('double', [Number.NaN])).toString())).toEqual([{ x: null }]);
    const deceiving = fileOf(JSON_ROWS, ofCells('string', ['\u009b31m'])).toString();
    expect(deceiving).toContain(String.raw`\u009b31m`);
    expect(JSON.parse(deceiving)).toEqual([{ x: '\u009b31m' }]);
  });

  it('stays whole over many pieces', () => {
    const cells = Array.from({ length: 2500 }, (_, index) => index);
    const pieces = [...JSON_ROWS.write(ofCells('int32', cells))];
    expect(pieces.length).toBeGreaterThan(2);
    expect(JSON.parse(pieces.join(''))).toEqual(cells.map((x) => ({ x })));
  });
});
