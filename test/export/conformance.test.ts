import { describe, expect, it } from 'vitest';
import type { ExportedFile, Exporter } from '../../src/export/exporter.ts';
import { exportFiles } from '../../src/export/folder.ts';
import { FORMATS } from '../../src/export/index.ts';
import type { NetworkTrial } from '../../src/store/index.ts';
import { factsOf } from './card/factsOf.ts';
import { trainedTrial } from './trainedTrial.ts';

const textOf = (files: readonly ExportedFile[]) =>
  files.map(({ content }) => Buffer.from(content).toString('latin1')).join('\n');

describe.each(FORMATS.map((format) => format.name))('the format %s', (name) => {
  const load = () => FORMATS.find((format) => format.name === name)!.load();
  const files = async (exporter: Exporter, changes: Partial<NetworkTrial['sweep']> = {}) => {
    const { trial, weights } = trainedTrial('cnn', changes);
    return exportFiles(exporter, { trial, facts: factsOf(trial), weights });
  };

  it('has the name of its line in the registry', async () => {
    expect((await load()).name).toBe(name);
  });

  it('makes files with plain relative paths, no two of one name, the main one among them', async () => {
    const exporter = await load();
    const paths = (await files(exporter)).map(({ path }) => path);
    expect(paths.length).toBeGreaterThan(0);
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
    for (const path of paths) expect(path).toMatch(/^[\w][\w.-]*(\/[\w][\w.-]*)*$/);
    if (exporter.mainFile !== undefined) expect(paths).toContain(exporter.mainFile);
    // Every folder gets a model card and the spec beside these.
    if (name !== 'card') expect(paths).not.toContain('README.md');
  });

  it('makes the same bytes again', async () => {
    const exporter = await load();
    const [first, second] = [await files(exporter), await files(exporter)];
    expect(textOf(second)).toBe(textOf(first));
  });

  it('takes a sweep whose name would break a quotation', async () => {
    const exporter = await load();
    const nasty = await files(exporter, { name: `"a" 'b' </script> \\ \n é` });
    expect(nasty.length).toBeGreaterThan(0);
  });
});
