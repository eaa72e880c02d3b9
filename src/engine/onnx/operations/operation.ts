import type { Tensor } from '../../../onnx/builder.ts';
import type { Program } from '../program/program.ts';

/** The program under construction, as an operation uses it. */
export interface ProgramContext {
  readonly program: Program;
  /** False for the program that only evaluates, which leaves out dropout. */
  readonly training: boolean;
  /** A weight, by its name, in the engine's own layout. */
  weight(name: string): Tensor;
  /** Memory for a step that is no graph: the gradient of a weight, or this batch's value of an average. */
  gradient(weight: string): Tensor;
  /** Hands out the gradient of a weight that a graph computes, in the weight's layout. */
  setGradient(weight: string, gradient: Tensor): void;
  /** A dropout layer's mask, by the layer's name. */
  dropoutMask(name: string, shape: readonly number[]): Tensor;
}

/** An operation's forward pass, already in the program, and the function that adds its backward pass. */
export interface Applied {
  readonly output: Tensor;
  /**
   * Adds the gradients of the operation's weights, given the loss's gradient with respect to `output`.
   * Returns the gradient with respect to the input; undefined if `inputGradient` is false or no such gradient
   * exists.
   */
  backward(gradient: Tensor, inputGradient: boolean): Tensor | undefined;
}

/** Adds an operation to the program. Images are channels-last, `[batch, height, width, channels]`. */
export type Operation = (context: ProgramContext, input: Tensor) => Applied;
