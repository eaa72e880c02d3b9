import { describe, expect, it } from 'vitest';
import { modelCard } from '../../../src/export/card/index.ts';
import { ofWeightsAnew } from '../../../src/export/card/weightsAnew.ts';
import type { NetworkSweep } from '../../../src/store/index.ts';
import type { TrialResult } from '../../../src/trial/trial.ts';
import { trainedTrial } from '../trainedTrial.ts';
import { factsOf, replicate } from './factsOf.ts';

const ALONE = { title: 'Model card', card: undefined };
const trialOf = (changes: Partial<NetworkSweep> = {}) => trainedTrial('cnn', changes).trial;

describe('a model card', () => {
  it('has the interval, the classes and the confusions of the test predictions', () => {
    const facts = factsOf(trialOf());
    const text = modelCard(facts, ALONE);
    const { truth, predicted } = facts.test!;
    const wrong = predicted.filter((label, image) => label !== truth[image]).length;
    expect(text).toContain(`of ${wrong} test images that it puts into a wrong class`);
    expect(text).toMatch(/\| test accuracy \| 0\.\d{4} \| 0\.\d{4} to 0\.\d{4} \| 200 \|/);
    expect(text).toMatch(/\| circle \| 50 \| 0\.\d{3} \| 0\.\d{3} \| 0\.\d{3} \|/);
    expect(text).toMatch(/so on the whole it is (overconfident|underconfident|neither)/);
    expect(text).toContain('2 epochs in 1m on A Processor, 2 cores');
    expect(text).toMatch(/expected calibration error over 10 bins is 0\.\d{4}/);
  });

  it('says SYNTHETIC where it stands for others, and only there', () => {
    const { dataset } = trialOf().sweep;
    expect(modelCard(factsOf(trialOf()), ALONE)).not.toMatch(/synthetic/i);
    const text = modelCard(factsOf(trialOf({ dataset: { ...dataset, synthetic: true } })), ALONE);
    expect(text).toMatch(/^- synthetic$/m);
    expect(text).toMatch(/^> \*\*SYNTHETIC/m);
    expect(text).toContain('on SYNTHETIC images');
  });

  it('shows foreign names as they are, also where a line begins with them', () => {
    const { dataset } = trialOf().sweep;
    const text = modelCard(
      factsOf(trialOf({ name: 'a*b*', dataset: { ...dataset, name: '1. :x: [y]' } })),
      ALONE,
    );
    expect(text).toContain('# a\\*b\\*, trial 3');
    expect(text).toMatch(/^1\\\. \\:x: \\\[y\\\]: images of/m);
  });

  it('warns of a selection by the test images or the training images', () => {
    const onTest = trialOf({ validation: { kind: 'test' }, rankedOn: 'test' });
    expect(modelCard(factsOf(onTest), ALONE)).toMatch(/^> Validated on the test set/m);
    expect(modelCard(factsOf(onTest), ALONE)).not.toContain('have no part in that ranking');
    const onTraining = trialOf({ metric: 'accuracy', rankedOn: 'training' });
    expect(modelCard(factsOf(onTraining), ALONE)).toMatch(
      /^> Ranked by accuracy, the metric of the training/m,
    );
  });

  it('gives mean and deviation of replicates, and of one seed says that it is one', () => {
    const trial = trialOf();
    const replicates = [replicate(trial, 4, 0.8), replicate(trial, 3, 0.7)];
    const several = modelCard(factsOf(trial, { replicates }), ALONE);
    expect(several).toContain('| `test_accuracy` | 0.7500 ± 0.0707 |');
    expect(several).toContain('this one is number 2 of them');
    expect(modelCard(factsOf(trial), ALONE)).toContain('trained with one seed, 5');
  });

  it('tells of the weights that it comes with where these were trained again', () => {
    const facts = factsOf(trialOf());
    const anew = (differing: number) =>
      modelCard(
        ofWeightsAnew(facts, secondTraining(facts.test!.truth), { differing, images: 300, epochs: 2 }),
        ALONE,
      );
    expect(anew(0)).toContain('predicts the same class as in the sweep for each of 300 images');
    expect(anew(0)).toContain(`\`${'e'.repeat(64)}\``);
    const other = anew(12);
    expect(other).not.toContain('e'.repeat(64));
    expect(other).toContain('**12 of 300 predictions differ**');
    expect(other).toMatch(/\| test accuracy \| 1\.0000 \|/);
    expect(other).toContain('value: 1\n');
    expect(other).toContain('trained with Another Processor');
    expect(other).toContain(`a test accuracy of ${facts.trial.test_accuracy!.toFixed(4)}`);
  });

  it('has the files beside it and how they are used', () => {
    const card = { library: 'keras', tags: [], usage: () => 'Call `load_model`.' };
    const beside = [{ path: 'model.keras', content: new Uint8Array(1500) }];
    const text = modelCard(factsOf(trialOf()), { title: 'Keras model', card }, beside);
    expect(text).toContain('## How to use it\n\nCall `load_model`.');
    expect(text).toContain('| `model.keras` | 1.5 kB |');
    expect(text).toContain('`sweep.yaml`, beside this file');
    expect(text).toContain('`sweep` is the program for hyperparameter sweeps that trained it');
  });
});

/** A training on another machine that classifies every test image correctly. */
function secondTraining(truth: Uint16Array): TrialResult {
  return {
    metrics: {
      loss: 0.1,
      accuracy: 0.9,
      val_loss: 0.2,
      val_accuracy: 0.85,
      test_loss: 0.15,
      test_accuracy: 1,
      latencyMs: 1,
    },
    artifacts: {
      predictions: { validation: new Uint16Array(100), test: truth },
      confidences: { validation: new Uint8Array(100), test: new Uint8Array(truth.length).fill(255) },
      weights: [],
    },
    durationMs: 1,
    fingerprint: 'Another Processor',
  };
}
