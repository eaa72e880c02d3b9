import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../../src/package.ts';
import { proposeAll } from '../../src/sampler/proposeAll.ts';
import { parseSpec } from '../../src/sweepfile/parse.ts';
import { readSpecFile } from '../../src/sweepfile/readSpecFile.ts';

const folder = packageFile('sweeps');
const configurations: Record<string, number> = {
  'ann-vs-cnn.yaml': 48,
  'ann.yaml': 24,
  'best.yaml': 4,
  'cnn.yaml': 48,
  'more-epochs.yaml': 2,
  'notebook.yaml': 1,
  'quickstart.yaml': 6,
};

describe('a shipped spec', () => {
  it.each(readdirSync(folder))('%s has no mistakes and asks what its header says', (file) => {
    const text = readSpecFile(join(folder, file));
    const parsed = parseSpec(text, { file });
    expect(parsed).toMatchObject({ ok: true, warnings: [] });
    if (!parsed.ok) return;
    const { spec } = parsed;
    expect(spec.name).toBe(file.replace('.yaml', ''));
    expect(spec.setup).toMatchObject({ dataset: { name: 'fashion-mnist', offline: 'synthetic' } });
    const proposed = proposeAll(spec).configurations;
    expect(proposed).toHaveLength(configurations[file]!);
    const epochs = proposed.reduce((sum, { epochs }) => sum + Number(epochs), 0) * spec.replicates;
    expect(text).toMatch(new RegExp(`^# (One|${proposed.length}) configurations?.*, ${epochs} epochs`, 'm'));
  });

  it('notebook.yaml is the hand-tuned CNN', () => {
    const parsed = parseSpec(readSpecFile(join(folder, 'notebook.yaml')), { file: 'notebook.yaml' });
    const [configuration] = parsed.ok ? proposeAll(parsed.spec).configurations : [];
    expect(configuration).toMatchObject({
      model: 'cnn',
      optimizer: 'adam',
      learning_rate: 0.001,
      batch_size: 32,
      epochs: 15,
      filters: 32,
      kernel_size: 3,
      pool_size: 2,
      units: 100,
      activation: 'relu',
      dropout: 0,
      kernel_initializer: 'he_uniform',
    });
    expect(parsed.ok && parsed.spec.setup).toMatchObject({ validation: { kind: 'test' } });
  });
});
