import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { choosePlace, requirePlace } from '../../../src/cli/exporting/place.ts';
import type { Exporter } from '../../../src/export/exporter.ts';
import { YAML } from '../../../src/export/yaml.ts';

const folder = mkdtempSync(join(tmpdir(), 'sweep-place-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);

const MODEL: Exporter = {
  name: 'floats',
  title: 'list of floats',
  mainFile: 'model.floats',
  card: { tags: [], usage: () => '' },
  needs: 'weights',
  files: () => [],
};
const WISH = { sweep: 'tiny', trial: 1 };

mkdirSync(at('strange'));
writeFileSync(at('strange/file'), 'text');
writeFileSync(at('plain'), 'text');
writeFileSync(at('there.floats'), 'text');
mkdirSync(at('empty.floats'));
symlinkSync('loop', at('loop'));
symlinkSync('gone', at('nowhere'));

describe('where an export goes', () => {
  it('is standard output for a text and a folder here for a model, where nothing is said', async () => {
    expect(await choosePlace(YAML, WISH)).toEqual({ kind: 'output' });
    expect(await choosePlace(MODEL, WISH)).toMatchObject({ kind: 'folder', written: 'tiny-1-floats' });
    expect(await choosePlace(MODEL, { ...WISH, out: '-' })).toEqual({ kind: 'output' });
  });

  it.each([
    ['x.floats', 'file'],
    ['x.FLOATS', 'file'],
    ['x.floats/', 'folder'],
    ['empty.floats', 'folder'],
    ['x', 'folder'],
    ['x.v2', 'folder'],
  ])('is for --out %s a %s', async (out, kind) => {
    expect(await choosePlace(MODEL, { ...WISH, out: `${folder}/${out}` })).toMatchObject({ kind });
  });

  it('is a device as it is', async () => {
    const place = await choosePlace(MODEL, { ...WISH, out: '/dev/null' });
    expect(place).toMatchObject({ kind: 'file', isStream: true });
    const parts = { ...MODEL, mainFile: undefined };
    await expect(choosePlace(parts, { ...WISH, out: '/dev/null' })).rejects.toThrow(
      'The format floats is a folder of files, which do not fit into /dev/null.',
    );
  });

  it.each([
    ['yaml', 'x.md', 'usage', /ends as a file of the format card does/],
    ['floats', 'x.YAML', 'usage', /ends as a file of the format yaml does/],
    ['floats', 'there.floats', 'export_failed', /exists/],
    ['floats', 'plain', 'export_failed', /plain is a file, and the export is a folder/],
    ['floats', 'plain/x', 'export_failed', /its folder is a file/],
    ['floats', 'no/x', 'export_failed', /its folder does not exist/],
    ['floats', 'loop', 'export_failed', /links lead there in a circle/],
    ['floats', 'nowhere', 'export_failed', /a link that leads nowhere/],
    ['floats', 'x'.repeat(300), 'export_failed', /its name is too long/],
    ['yaml', `${'x'.repeat(300)}.yaml`, 'export_failed', /its name is too long/],
    ['floats', 'strange', 'export_failed', /a folder that no export made/],
  ])('is refused for the format %s and --out %s', async (format, out, code, message) => {
    const exporter = format === 'yaml' ? YAML : MODEL;
    const choosing = choosePlace(exporter, { ...WISH, out: `${folder}/${out}` });
    await expect(choosing).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it.each(['later', 'later.floats'])('is refused where something came to %s meanwhile', async (name) => {
    const place = await choosePlace(MODEL, { ...WISH, out: at(name) });
    if (place.kind === 'output') throw new TypeError('it goes nowhere');
    requirePlace(place, true, MODEL);
    mkdirSync(at(name));
    writeFileSync(at(`${name}/thesis.tex`), 'years of work');
    expect(() => requirePlace(place, true, MODEL)).toThrow(/is a folder/);
  });

  it('says both ways out of a wrong ending', async () => {
    await expect(choosePlace(MODEL, { ...WISH, out: 'x.yaml' })).rejects.toMatchObject({
      hint: 'Write --format yaml, or an --out that ends in .floats, or without an ending for a folder.',
    });
  });
});
