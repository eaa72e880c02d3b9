import { describe, expect, it } from 'vitest';
import { SweepError } from '../../../src/errors.ts';
import { configure } from '../../../src/model/configure.ts';
import type { NetworkSetup } from '../../../src/trainable/network/setup.ts';
import { splitSizes } from '../../../src/trainable/network/splitSizes.ts';
import { networkWorkload } from '../../../src/trainable/network/workload.ts';
import type { Description } from '../../../src/trainable/trainable.ts';
import { tinyDataset } from '../../helpers/tinyDataset.ts';

const setup: NetworkSetup = {
  kind: 'network',
  dataset: { name: 'synthetic' },
  validation: { kind: 'holdout', size: 60, seed: 3 },
  engine: 'onnx',
};
const dataset = tinyDataset();
const labels = { validation: Uint16Array.of(1), test: Uint16Array.of(2) };
const workload = networkWorkload(setup, dataset, { labels }, 'machine');

describe('networks on a dataset', () => {
  it('share all that is known of it but its pixels', () => {
    const { train, test, ...summary } = dataset;
    expect(workload.shared).toEqual({ engine: 'onnx', dataset: summary, validation: setup.validation });
    expect(workload.artifacts).toEqual({ labels });
  });

  it('are others on other data, another split or another engine', () => {
    const other = (changes: Partial<NetworkSetup>, fingerprint = dataset.fingerprint) =>
      networkWorkload({ ...setup, ...changes }, { ...dataset, fingerprint }, { labels }, 'machine').identity;
    expect(other({})).toEqual(workload.identity);
    expect(other({ dataset: { name: 'mine', path: '/data' } })).toEqual(workload.identity);
    for (const identity of [
      other({ validation: { kind: 'test' } }),
      other({ engine: 'tfjs' }),
      other({}, 'another'),
    ])
      expect(identity).not.toEqual(workload.identity);
  });

  it('are known before they are trained', () => {
    const configuration = configure({ model: 'ann', units: 5, epochs: 7, batch_size: 20 });
    const { facts, details } = workload.describe(configuration) as Description;
    expect(facts).toMatchObject({ parameterCount: 144 * 5 + 5 + 5 * 3 + 3, plannedSteps: 7 });
    expect(facts.flops).toBe(2 * (144 * 5 + 5 * 3));
    expect(details).toMatchObject({
      layers: [{ kind: 'flatten' }, { kind: 'dense', units: 5 }, { units: 3 }],
    });
    const slower = workload.describe(configure({ ...configuration, batch_size: 1 })) as Description;
    expect(slower.facts.stepMs).toBeGreaterThan(facts.stepMs!);
  });

  it('that do not fit on its images are an error that names the parameters', () => {
    const found = workload.describe(configure({ model: 'cnn', kernel_size: 13 }));
    expect(found).toBeInstanceOf(SweepError);
    expect(found).toMatchObject({
      code: 'configuration_invalid',
      parameters: expect.arrayContaining(['kernel_size']),
    });
  });

  it('train on what the validation leaves', () => {
    expect(splitSizes(setup.validation, 300, 60)).toEqual({ training: 240, validation: 60 });
    expect(splitSizes({ kind: 'test' }, 300, 60)).toEqual({ training: 300, validation: 60 });
  });
});
