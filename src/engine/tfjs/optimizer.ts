import type { Tensor, Variable } from '@tensorflow/tfjs';
import type { Optimizer } from '../../model/optimizer.ts';
import type { NetworkState } from '../engine.ts';
import type { Tf } from './backend.ts';
import type { Rule } from './rules.ts';
import { ruleOf } from './rules.ts';

/** An optimizer with its state: clips the gradients, decays the weights, updates them; in Keras's order. */
export class TfjsOptimizer {
  private readonly tf: Tf;
  private readonly optimizer: Optimizer;
  private readonly rule: Rule;
  private readonly variables: readonly Variable[];
  private slots: Tensor[][];
  private steps = 0;

  constructor(tf: Tf, optimizer: Optimizer, variables: readonly Variable[]) {
    this.tf = tf;
    this.optimizer = optimizer;
    this.rule = ruleOf(tf, optimizer);
    this.variables = variables;
    this.slots = variables.map(({ shape }) => this.rule.initialState.map((value) => tf.fill(shape, value)));
  }

  /** Gradients in the order of the variables. */
  update(gradients: readonly Tensor[], rate: number): void {
    const { tf, rule } = this;
    const { weightDecay = 0, globalClipnorm = 0 } = this.optimizer;
    const step = ++this.steps;
    const factor = globalClipnorm > 0 ? tf.tidy(() => clipping(gradients, globalClipnorm)) : 1;
    this.slots = this.variables.map((variable, index) => {
      const before = this.slots[index]!;
      const kept = tf.tidy(() => {
        const gradient = factor === 1 ? gradients[index]! : gradients[index]!.mul(factor);
        const value = weightDecay > 0 ? variable.mul(1 - rate * weightDecay) : variable;
        const next = rule.apply({ gradient, value, rate, step }, before);
        variable.assign(next.value.reshape(variable.shape));
        return next.state.map((tensor) => tensor.clone());
      });
      tf.dispose(before);
      return kept;
    });
  }

  /** Copies of its state, in the order of the variables. */
  state(): NetworkState {
    const tensors = this.slots.flat().map((tensor) => Float32Array.from(tensor.dataSync()));
    return { steps: this.steps, tensors };
  }

  /** The number of values of each of its tensors. */
  sizes(): number[] {
    return this.slots.flat().map(({ size }) => size);
  }

  restore({ steps, tensors }: NetworkState): void {
    const { tf } = this;
    let next = 0;
    this.slots = this.slots.map((ofVariable) =>
      ofVariable.map((before) => {
        before.dispose();
        return tf.tensor(tensors[next++]!.slice(), before.shape);
      }),
    );
    this.steps = steps;
  }

  dispose(): void {
    this.tf.dispose(this.slots);
  }
}

function clipping(gradients: readonly Tensor[], largest: number): number {
  const squares = gradients.map((gradient) => gradient.square().sum().dataSync()[0]!);
  const norm = Math.sqrt(squares.reduce((a, b) => a + b, 0));
  return norm > largest ? largest / norm : 1;
}
