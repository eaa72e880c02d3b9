import { afterEach, expect, it, vi } from 'vitest';
import { createContext, type GlobalOptions } from '../../src/cli/context.ts';

/** What a context of those options writes to a standard output like this one. */
function written(options: GlobalOptions, { isTTY, columns }: { isTTY: boolean; columns: number }) {
  const texts: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => texts.push(String(text)) > 0);
  for (const [name, value] of Object.entries({ isTTY, columns }))
    Object.defineProperty(process.stdout, name, { value, configurable: true, writable: true });
  const context = createContext({ color: false, ...options });
  return { texts, context };
}

const { isTTY, columns } = process.stdout;
afterEach(() => {
  vi.restoreAllMocks();
  Object.assign(process.stdout, { isTTY, columns });
});

it('breaks prose between words for a terminal, but nothing for a pipe, --wide or a line to copy', () => {
  const terminal = { isTTY: true, columns: 12 };
  const prose = 'two words, or three';
  const at = (options: GlobalOptions, output: { isTTY: boolean; columns: number }, whole?: boolean) => {
    const { texts, context } = written(options, output);
    context.print(prose, whole === undefined ? undefined : { whole });
    return texts.join('');
  };
  expect(at({}, terminal)).toBe('two words,\nor three\n');
  expect(at({}, { isTTY: false, columns: 12 })).toBe(`${prose}\n`);
  expect(at({ wide: true }, terminal)).toBe(`${prose}\n`);
  expect(at({}, terminal, true)).toBe(`${prose}\n`);
});

it('knows how wide the terminal is now', () => {
  const { context } = written({}, { isTTY: true, columns: 80 });
  expect(context.columns).toBe(80);
  Object.assign(process.stdout, { columns: 60 });
  expect(context.columns).toBe(60);
});
