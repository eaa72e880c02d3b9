import type { Trainer } from 'sweep';

interface Parameters {
  readonly degree: number;
  readonly learning_rate: number;
  readonly weight_decay: number;
  readonly steps: number;
}

/** Fits a polynomial to noisy points of a sine by gradient descent, and reports every tenth step. */
export const train: Trainer<Parameters> = async function* ({ parameters, seed }) {
  const { degree, learning_rate, weight_decay, steps } = parameters;
  const random = generator(seed);
  const training = points(40, random);
  const validation = points(40, random);
  const weights = new Array<number>(degree + 1).fill(0);
  for (let step = 1; step <= steps; step++) {
    const gradient = weights.map((weight) => weight_decay * weight);
    for (const { x, y } of training) {
      const error = predict(weights, x) - y;
      for (let power = 0; power <= degree; power++)
        gradient[power]! += (2 * error * x ** power) / training.length;
    }
    for (let power = 0; power <= degree; power++) weights[power]! -= learning_rate * gradient[power]!;
    if (step % 10 === 0)
      yield { step, loss: meanSquare(weights, training), val_loss: meanSquare(weights, validation) };
  }
};

interface Point {
  readonly x: number;
  readonly y: number;
}

function points(count: number, random: () => number): Point[] {
  return Array.from({ length: count }, () => {
    const x = 2 * random() - 1;
    return { x, y: Math.sin(3 * x) + 0.3 * (random() - 0.5) };
  });
}

function predict(weights: readonly number[], x: number): number {
  return weights.reduce((sum, weight, power) => sum + weight * x ** power, 0);
}

function meanSquare(weights: readonly number[], of: readonly Point[]): number {
  return of.reduce((sum, { x, y }) => sum + (predict(weights, x) - y) ** 2, 0) / of.length;
}

/** Numbers from 0 to 1 that follow from the seed alone: Lehmer's generator. */
function generator(seed: number): () => number {
  let state = (seed % 2147483646) + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
