import { expect, it } from 'vitest';
import { DATASET_NAMES as readable } from '../src/data/load.ts';
import { createEngine } from '../src/engine/index.ts';
import { DATASET_NAMES, ENGINE_NAMES } from '../src/spec/spec.ts';

it('a spec may name the datasets that can be read, and no other', () => {
  expect(DATASET_NAMES).toEqual(readable);
});

it.each(ENGINE_NAMES)('a spec may name the engine %s, and gets it', async (name) => {
  const engine = await createEngine(name);
  expect(engine.name).toBe(name);
  await engine.dispose();
});
