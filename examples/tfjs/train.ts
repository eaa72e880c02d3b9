import * as tf from '@tensorflow/tfjs';
import type { Trainer } from 'sweep';

interface Parameters {
  readonly units: number;
  readonly activation: 'relu' | 'tanh';
  readonly learning_rate: number;
  readonly epochs: number;
}

/** Trains a small network on two spirals; nothing in it is random but what comes from the seed. */
export const train: Trainer<Parameters> = async function* ({ parameters, seed }) {
  const { units, activation, learning_rate, epochs } = parameters;
  const kernelInitializer = tf.initializers.glorotUniform({ seed });
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ inputShape: [2], units, activation, kernelInitializer }),
      tf.layers.dense({ units, activation, kernelInitializer }),
      tf.layers.dense({ units: 1, activation: 'sigmoid', kernelInitializer }),
    ],
  });
  model.compile({
    optimizer: tf.train.adam(learning_rate),
    loss: 'binaryCrossentropy',
    metrics: ['accuracy'],
  });
  const training = spirals(0);
  const validation = spirals(0.5);
  try {
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const { history } = await model.fit(training.points, training.labels, {
        batchSize: 50,
        epochs: 1,
        shuffle: false,
        verbose: 0,
        validationData: [validation.points, validation.labels],
      });
      yield {
        loss: Number(history.loss![0]),
        accuracy: Number(history.acc![0]),
        val_loss: Number(history.val_loss![0]),
        val_accuracy: Number(history.val_acc![0]),
      };
    }
  } finally {
    // The worker trains many models; what they hold is not freed by itself.
    model.dispose();
    tf.dispose([training.points, training.labels, validation.points, validation.labels]);
  }
};

/** 100 points of each spiral, by turns; those of another offset lie between them. */
function spirals(offset: number) {
  const points: number[][] = [];
  const labels: number[][] = [];
  for (let i = 0; i < 200; i++) {
    const spiral = i % 2;
    const turn = (((i * 37) % 200) + offset) / 200;
    const angle = 1.5 * Math.PI * turn + Math.PI * spiral;
    points.push([(0.2 + turn) * Math.cos(angle), (0.2 + turn) * Math.sin(angle)]);
    labels.push([spiral]);
  }
  return { points: tf.tensor2d(points), labels: tf.tensor2d(labels) };
}
