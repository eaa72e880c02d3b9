import { describe, expect, it } from 'vitest';
import { Arena } from '../../../src/engine/onnx/arena.ts';
import { arenaBytes } from '../../../src/engine/onnx/arenaBytes.ts';
import { OnnxNetwork } from '../../../src/engine/onnx/onnxNetwork.ts';
import { Sessions } from '../../../src/engine/onnx/sessions.ts';
import { buildLayers } from '../../../src/model/buildLayers.ts';
import { configure } from '../../../src/model/configure.ts';
import { optimizerOf } from '../../../src/model/optimizers.ts';
import { smallNetworks } from '../../helpers/networks.ts';

const input = { shape: [28, 28, 1], classes: 10 } as const;
const networks = Object.entries({ ...smallNetworks('relu'), ...smallNetworks('gelu') });

/** Blocks are rounded up to multiples of 64 bytes. */
const ROUNDING_BYTES = 64 * 40;

describe('the estimate of what a network reserves', () => {
  it.each(networks)('is what it does reserve: %s', (_name, { input: images, layers }) => {
    for (const batchSize of [1, 50, 300]) {
      const request = {
        layers,
        input: images,
        batchSize,
        optimizer: { name: 'sgd', momentum: 0, nesterov: false },
      } as const;
      const arena = new Arena();
      new OnnxNetwork(request, arena, new Sessions());
      expect(Math.abs(arenaBytes(request) - arena.usedBytes)).toBeLessThanOrEqual(ROUNDING_BYTES);
    }
  });

  it.each(['sgd', 'adam', 'rmsprop', 'adadelta', 'ftrl', 'lion'])('counts the state of %s', (optimizer) => {
    const configuration = configure({ model: 'cnn', optimizer, batch_size: 256, dropout: 0.5, units: 300 });
    const layers = buildLayers(configuration, input);
    const request = { layers, input, batchSize: 256, optimizer: optimizerOf(configuration) };
    const arena = new Arena();
    new OnnxNetwork(request, arena, new Sessions());
    expect(Math.abs(arenaBytes(request) - arena.usedBytes)).toBeLessThanOrEqual(ROUNDING_BYTES);
  });
});
