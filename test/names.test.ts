import { expect, it } from 'vitest';
import { DATASET_NAMES as readable } from '../src/data/load.ts';
import type { Engine } from '../src/engine/engine.ts';
import { createEngine } from '../src/engine/index.ts';
import { SweepError } from '../src/errors.ts';
import { DATASET_NAMES, ENGINE_NAMES } from '../src/spec/spec.ts';

it('a spec may name the datasets that can be read, and no other', () => {
  expect(DATASET_NAMES).toEqual(readable);
});

it.each(ENGINE_NAMES)(
  'a spec may name the engine %s, and gets it or hears that it is not installed',
  async (name) => {
    const engine = await createEngine(name).catch((error: unknown) => error);
    if (engine instanceof SweepError) return expect(engine).toMatchObject({ code: 'engine_unavailable' });
    expect(engine).toMatchObject({ name });
    await (engine as Engine).dispose();
  },
);

it('the engine onnx comes with the package', async () => {
  await (await createEngine('onnx')).dispose();
});
