import { describe, expect, it } from 'vitest';
import { trialAsSpec } from '../../src/export/yaml.ts';
import { specOf } from '../sweepfile/read.ts';
import { trainedTrial } from './trainedTrial.ts';

describe('a trial as a spec', () => {
  it.each([
    ['x'.repeat(100), `${'x'.repeat(92)}-trial-3`],
    [`x${'🧵'.repeat(49)}`, `x${'🧵'.repeat(45)}-trial-3`],
    ['"a": [b] #', '"a": [b] #-trial-3'],
  ])('has a name that a spec may have, for the sweep %j', (name, expected) => {
    const { sweep } = trainedTrial('cnn').trial;
    const { trial } = trainedTrial('cnn', { name, dataset: { ...sweep.dataset, path: '/data/squares' } });
    expect(specOf(trialAsSpec(trial)).name).toBe(expected);
  });
});
