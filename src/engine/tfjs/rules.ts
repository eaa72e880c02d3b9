import type { Tensor } from '@tensorflow/tfjs';
import type { Optimizer } from '../../model/optimizer.ts';
import type { Tf } from './backend.ts';

/** One weight's step: its gradient and value, the learning rate, the step's number from 1. */
export interface Update {
  readonly gradient: Tensor;
  readonly value: Tensor;
  readonly rate: number;
  readonly step: number;
}

/** An update rule: the new value and the new state of a weight, from the state before. */
export interface Rule {
  /** The value of each of its states before the first step. */
  readonly initialState: readonly number[];
  apply(update: Update, state: readonly Tensor[]): { value: Tensor; state: Tensor[] };
}

/** Keras 3's formulas: TensorFlow.js's own optimizers differ from them, or are missing. */
export function ruleOf(tf: Tf, optimizer: Optimizer): Rule {
  /** keep·a + (1 − keep)·b. */
  const mix = (keep: number, a: Tensor, b: Tensor): Tensor => a.mul(keep).add(b.mul(1 - keep));
  switch (optimizer.name) {
    case 'sgd': {
      const { momentum, nesterov } = optimizer;
      return {
        initialState: [0],
        apply: ({ gradient, value, rate }, [before]) => {
          const velocity = before!.mul(momentum).sub(gradient.mul(rate));
          const change = nesterov ? velocity.mul(momentum).sub(gradient.mul(rate)) : velocity;
          return { value: value.add(change), state: [velocity] };
        },
      };
    }
    case 'rmsprop': {
      const { rho, momentum, centered, epsilon } = optimizer;
      return {
        initialState: [0, 0, 0],
        apply: ({ gradient, value, rate }, [squareBefore, meanBefore, velocityBefore]) => {
          const square = mix(rho, squareBefore!, gradient.square());
          const mean = mix(rho, meanBefore!, gradient);
          const spread = centered ? square.sub(mean.square()) : square;
          const change = gradient.mul(rate).div(spread.add(epsilon).sqrt());
          const velocity = velocityBefore!.mul(momentum).add(change);
          return { value: value.sub(velocity), state: [square, mean, velocity] };
        },
      };
    }
    case 'adam': {
      const { beta1, beta2, epsilon, amsgrad } = optimizer;
      return {
        initialState: [0, 0, 0],
        apply: ({ gradient, value, rate, step }, [firstBefore, secondBefore, largestBefore]) => {
          const first = mix(beta1, firstBefore!, gradient);
          const second = mix(beta2, secondBefore!, gradient.square());
          const largest = amsgrad ? tf.maximum(largestBefore!, second) : second;
          const size = (rate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step);
          const change = first.mul(size).div(largest.sqrt().add(epsilon));
          return { value: value.sub(change), state: [first, second, largest] };
        },
      };
    }
    case 'nadam': {
      const { beta1, beta2, epsilon } = optimizer;
      const momentum = (step: number): number => beta1 * (1 - 0.5 * 0.96 ** step);
      const product = (steps: number): number =>
        Array.from({ length: steps }, (_, index) => momentum(index + 1)).reduce((a, b) => a * b, 1);
      return {
        initialState: [0, 0],
        apply: ({ gradient, value, rate, step }, [firstBefore, secondBefore]) => {
          const first = mix(beta1, firstBefore!, gradient);
          const second = mix(beta2, secondBefore!, gradient.square());
          const [now, next, sofar] = [momentum(step), momentum(step + 1), product(step)];
          const ahead = first.mul(next / (1 - sofar * next)).add(gradient.mul((1 - now) / (1 - sofar)));
          const divisor = second
            .div(1 - beta2 ** step)
            .sqrt()
            .add(epsilon);
          return { value: value.sub(ahead.mul(rate).div(divisor)), state: [first, second] };
        },
      };
    }
    case 'adamax': {
      const { beta1, beta2, epsilon } = optimizer;
      return {
        initialState: [0, 0],
        apply: ({ gradient, value, rate, step }, [firstBefore, normBefore]) => {
          const first = mix(beta1, firstBefore!, gradient);
          const norm = tf.maximum(normBefore!.mul(beta2), gradient.abs());
          const change = first.mul(rate / (1 - beta1 ** step)).div(norm.add(epsilon));
          return { value: value.sub(change), state: [first, norm] };
        },
      };
    }
    case 'adagrad': {
      const { initialAccumulator, epsilon } = optimizer;
      return {
        initialState: [initialAccumulator],
        apply: ({ gradient, value, rate }, [before]) => {
          const sum = before!.add(gradient.square());
          return { value: value.sub(gradient.mul(rate).div(sum.add(epsilon).sqrt())), state: [sum] };
        },
      };
    }
    case 'adadelta': {
      const { rho, epsilon } = optimizer;
      return {
        initialState: [0, 0],
        apply: ({ gradient, value, rate }, [squaresBefore, changesBefore]) => {
          const squares = mix(rho, squaresBefore!, gradient.square());
          const reach = changesBefore!.add(epsilon).sqrt().mul(gradient);
          const change = reach.div(squares.add(epsilon).sqrt());
          const changes = mix(rho, changesBefore!, change.square());
          return { value: value.sub(change.mul(rate)), state: [squares, changes] };
        },
      };
    }
    case 'ftrl': {
      const { learningRatePower, initialAccumulator, l1, l2, l2Shrinkage, beta } = optimizer;
      return {
        initialState: [initialAccumulator, 0],
        apply: ({ gradient, value, rate }, [before, linearBefore]) => {
          const sum = before!.add(gradient.square());
          const scaled = sum.pow(-learningRatePower);
          const growth = scaled.sub(before!.pow(-learningRatePower)).div(rate);
          const shrunk = gradient.add(value.mul(2 * l2Shrinkage));
          const linear = linearBefore!.add(shrunk).sub(growth.mul(value));
          const quadratic = scaled.div(rate).add(2 * (l2 + beta / (2 * rate)));
          return {
            value: linear.clipByValue(-l1, l1).sub(linear).divNoNan(quadratic),
            state: [sum, linear],
          };
        },
      };
    }
    case 'lion': {
      const { beta1, beta2 } = optimizer;
      return {
        initialState: [0],
        apply: ({ gradient, value, rate }, [before]) => {
          const direction = mix(beta1, before!, gradient).sign();
          return { value: value.sub(direction.mul(rate)), state: [mix(beta2, before!, gradient)] };
        },
      };
    }
  }
}
