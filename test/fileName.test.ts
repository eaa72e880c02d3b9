import { describe, expect, it } from 'vitest';
import { fileNamePart } from '../src/fileName.ts';

describe("a sweep's name in that of a file", () => {
  it.each([
    ['cnn', 'cnn'],
    ['a_b.c+d-1', 'a_b.c+d-1'],
    ['my sweep: "a" | b?', 'my-sweep-a-b'],
    ['--force', 'force'],
    ['..', 'sweep'],
    ['../../etc', 'etc'],
    ['~x', 'x'],
    ['C:\\x', 'C-x'],
    ['网络 é', '网络-é'],
    ['a\u202eb\nc\ud800', 'a-b-c'],
    ["it's $HOME", 'it-s-HOME'],
    ['🧵', 'sweep'],
  ])('of %j is %s', (sweep, name) => {
    expect(fileNamePart(sweep)).toBe(name);
  });

  it('leaves room within 255 bytes for what follows, and has no half of a character', () => {
    expect(Buffer.byteLength(fileNamePart('a'.repeat(300)))).toBe(120);
    expect(fileNamePart(`a${'𠮷'.repeat(100)}`)).toMatch(/^a(𠮷)+$/u);
  });
});
