import type { Tensor, Variable } from '@tensorflow/tfjs';
import type { Optimizer } from '../../model/optimizer.ts';
import type { Tf } from './backend.ts';
import type { Rule } from './rules.ts';
import { ruleOf } from './rules.ts';

/** An optimizer with its state: clips the gradients, decays the weights, updates them; in Keras's order. */
export class TfjsOptimizer {
  private readonly tf: Tf;
  private readonly optimizer: Optimizer;
  private readonly rule: Rule;
  private readonly variables: readonly Variable[];
  private state: Tensor[][];
  private steps = 0;

  constructor(tf: Tf, optimizer: Optimizer, variables: readonly Variable[]) {
    this.tf = tf;
    this.optimizer = optimizer;
    this.rule = ruleOf(tf, optimizer);
    this.variables = variables;
    this.state = variables.map(({ shape }) => this.rule.initialState.map((value) => tf.fill(shape, value)));
  }

  /** Gradients in the order of the variables. */
  update(gradients: readonly Tensor[], rate: number): void {
    const { tf, rule } = this;
    const { weightDecay = 0, globalClipnorm = 0 } = this.optimizer;
    const step = ++this.steps;
    const factor = globalClipnorm > 0 ? tf.tidy(() => clipping(gradients, globalClipnorm)) : 1;
    this.state = this.variables.map((variable, index) => {
      const before = this.state[index]!;
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

  dispose(): void {
    this.tf.dispose(this.state);
  }
}

function clipping(gradients: readonly Tensor[], largest: number): number {
  const squares = gradients.map((gradient) => gradient.square().sum().dataSync()[0]!);
  const norm = Math.sqrt(squares.reduce((a, b) => a + b, 0));
  return norm > largest ? largest / norm : 1;
}
