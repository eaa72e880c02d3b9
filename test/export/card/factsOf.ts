import type { CardFacts } from '../../../src/export/card/index.ts';
import { Random } from '../../../src/random.ts';
import type { LeaderboardRow, NetworkTrial } from '../../../src/store/index.ts';

/** Facts of a completed trial that classifies about three of four test images correctly. */
export function factsOf(trial: NetworkTrial, changes: Partial<CardFacts> = {}): CardFacts {
  const { input, testCount } = trial.sweep.dataset;
  const random = Random.of(2, 'facts');
  const truth = Uint16Array.from({ length: testCount }, (_, image) => image % input.classes);
  const predicted = truth.map((label) => (random.uniform() < 0.75 ? label : random.below(input.classes)));
  const right = predicted.filter((label, image) => label === truth[image]).length;
  return {
    trial: { ...trial, test_accuracy: right / testCount },
    selection: {
      rank: 1,
      ranked: 4,
      completed: 8,
      varied: ['model', 'filters'],
      equal: undefined,
      finals: '',
    },
    replicates: [],
    test: { truth, predicted, confidences: Uint8Array.from(predicted, () => 100 + random.below(155)) },
    trainedAgain: undefined,
    ...changes,
  };
}

/** The row of one of its replicates. */
export function replicate({ configuration }: NetworkTrial, number: number, test_accuracy: number) {
  return {
    configuration,
    trials: [number],
    metrics: { val_accuracy: test_accuracy + 0.01, val_loss: 0.3, test_accuracy, test_loss: 0.4 },
  } as unknown as LeaderboardRow;
}
