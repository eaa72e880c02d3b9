import { expect, it } from 'vitest';
import { DATASET_NAMES as readable } from '../src/data/load.ts';
import type { Engine } from '../src/engine/engine.ts';
import { createEngine } from '../src/engine/index.ts';
import { SweepError } from '../src/errors.ts';
import { DATASET_NAMES, ENGINE_NAMES } from '../src/trainable/network/setup.ts';
import { engineNames } from './helpers/engineNames.ts';

it('a spec may name the datasets that can be read, and no other', () => {
  expect(DATASET_NAMES).toEqual(readable);
});

it.each(ENGINE_NAMES)('a spec that names the engine %s gets it, where its library is here', async (name) => {
  const engine = await createEngine(name).catch((error: unknown) => error);
  if (await isInstalled(name)) {
    expect(engine).toMatchObject({ name });
    await (engine as Engine).dispose();
  } else {
    expect(engine).toBeInstanceOf(SweepError);
    expect(engine).toMatchObject({
      code: 'engine_unavailable',
      hint: expect.stringContaining('npm run tfjs-node'),
    });
  }
});

it('no other engine can be had', async () => {
  await expect(createEngine('pytorch')).rejects.toMatchObject({ code: 'engine_unavailable' });
});

/**
 * All packages come with this one or its tests except TensorFlow's kernels, which are built separately: see
 * `engineNames`.
 */
async function isInstalled(name: string): Promise<boolean> {
  return name !== 'tfjs' || (await engineNames()).includes('tfjs');
}
