import type { GraphBuilder, Tensor } from '../graph/builder.ts';

/** What an operation finds in the graph under construction. */
export interface GraphContext {
  readonly graph: GraphBuilder;
  /** False for the graph that only evaluates: dropout is left out. */
  readonly training: boolean;
  /** The input that holds a weight, by its name, in the engine's own layout. */
  weight(name: string): Tensor;
  /** Hands out the gradient of a weight, in the same layout. */
  setGradient(name: string, gradient: Tensor): void;
  /** Hands out what this batch adds to a moving average, named by the weight that holds the average. */
  setStatistic(name: string, value: Tensor): void;
  /** The input that holds a dropout layer's mask, by the layer's name. */
  dropoutMask(name: string, shape: readonly number[]): Tensor;
}

/** An operation's forward pass, already in the graph, and how to add its backward pass. */
export interface Applied {
  readonly output: Tensor;
  /**
   * Adds the gradients of the operation's weights, given the loss's gradient with respect to `output`. Returns the
   * gradient with respect to the input, or undefined where `inputGradient` is false or no such gradient exists.
   */
  backward(gradient: Tensor, inputGradient: boolean): Tensor | undefined;
}

/** Adds an operation to the graph. */
export type Operation = (context: GraphContext, input: Tensor) => Applied;
