import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SweepError } from '../../src/errors.ts';
import { readSpecFile } from '../../src/sweepfile/readSpecFile.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sweep-spec-'));
  writeFileSync(join(folder, 'cnn.yaml'), '\uFEFFmethod: grid\n');
  writeFileSync(join(folder, 'ann.yml'), 'method: grid\n');
  writeFileSync(join(folder, 'picture.yaml'), Buffer.from([0xff, 0xd8, 0xff, 0xe0]));
  writeFileSync(join(folder, 'zeros.yaml'), Buffer.alloc(10));
  writeFileSync(join(folder, 'huge.yaml'), 'a'.repeat(1_000_001));
  mkdirSync(join(folder, 'empty'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function failure(name: string): string {
  try {
    readSpecFile(join(folder, name));
  } catch (error) {
    if (error instanceof SweepError)
      return `${error.code}: ${error.message} ${error.hint}`.replaceAll(folder, '');
    throw error;
  }
  return 'none';
}

it('gives the text without a byte order mark', () => {
  expect(readSpecFile(join(folder, 'cnn.yaml'))).toBe('method: grid\n');
});

it.each([
  ['a typo', 'cmm.yaml', 'spec_not_found: There is no file /cmm.yaml. Did you mean /cnn.yaml?'],
  ['another ending', 'ann.yaml', 'spec_not_found: There is no file /ann.yaml. Did you mean /ann.yml?'],
  ['no ending', 'cnn', 'spec_not_found: There is no file /cnn. Did you mean /cnn.yaml?'],
  [
    'nothing near',
    'something-else.txt',
    'spec_not_found: There is no file /something-else.txt. There are ann.yml, cnn.yaml, huge.yaml, picture.yaml, zeros.yaml in .',
  ],
  [
    'a missing folder',
    'no/cnn.yaml',
    'spec_not_found: There is no file /no/cnn.yaml. Check the path; it is relative to the working directory.',
  ],
  [
    'a file as a folder',
    'cnn.yaml/x.yaml',
    'spec_not_found: There is no file /cnn.yaml/x.yaml. Check the path; it is relative to the working directory.',
  ],
  ['a folder', 'empty', 'spec_not_found: /empty is a directory, not a spec. Name a YAML file.'],
  [
    'a folder of specs',
    '.',
    'spec_not_found:  is a directory, not a spec. Name a spec in it: /ann.yml, /cnn.yaml, /huge.yaml, /picture.yaml, /zeros.yaml.',
  ],
  [
    'a picture',
    'picture.yaml',
    'spec_invalid: /picture.yaml is not a text file in UTF-8. A spec is YAML: sweep run my-sweep.yaml',
  ],
  [
    'zero bytes',
    'zeros.yaml',
    'spec_invalid: /zeros.yaml is not a text file in UTF-8. A spec is YAML: sweep run my-sweep.yaml',
  ],
  [
    'a file above 1 MB',
    'huge.yaml',
    'spec_invalid: /huge.yaml is larger than 1 MB, which no spec is. Name a YAML file.',
  ],
])('%s is answered with what is there', (_title, name, message) => {
  expect(failure(name)).toBe(message);
});

it('a file without permission is named', () => {
  const path = join(folder, 'empty', 'mine.yaml');
  writeFileSync(path, 'method: grid\n');
  chmodSync(path, 0);
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) {
    // Permissions do not bind root, so the file is read as nobody.
    for (const place of [folder, join(folder, 'empty')]) chmodSync(place, 0o755);
    process.seteuid?.(65_534);
  }
  try {
    expect(failure('empty/mine.yaml')).toMatch(/^spec_not_found: .* cannot be read: you may not read it/);
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
});

it('a name with accents is found however they are encoded', () => {
  writeFileSync(join(folder, 'modèle.yaml'.normalize('NFC')), 'method: grid\n');
  expect(readSpecFile(join(folder, 'modèle.yaml'.normalize('NFD')))).toBe('method: grid\n');
  rmSync(join(folder, 'modèle.yaml'.normalize('NFC')));
});

it.runIf(process.platform === 'linux')('reads no further than a spec may be long, of what never ends', () => {
  expect(() => readSpecFile('/dev/zero')).toThrow(/larger than 1 MB/);
});
