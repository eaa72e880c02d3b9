import type { Tensor } from '../../../onnx/builder.ts';
import type { Program } from '../program/program.ts';

/** What an operation finds in the program under construction. */
export interface ProgramContext {
  readonly program: Program;
  /** False for the program that only evaluates: dropout is left out. */
  readonly training: boolean;
  /** A weight, by its name, in the engine's own layout. */
  weight(name: string): Tensor;
  /** Memory that a step which is no graph writes the gradient of a weight to, or this batch's value of an average. */
  gradient(weight: string): Tensor;
  /** Hands out the gradient of a weight that a graph computes, in the weight's layout. */
  setGradient(weight: string, gradient: Tensor): void;
  /** A dropout layer's mask, by the layer's name. */
  dropoutMask(name: string, shape: readonly number[]): Tensor;
}

/** An operation's forward pass, already in the program, and how to add its backward pass. */
export interface Applied {
  readonly output: Tensor;
  /**
   * Adds the gradients of the operation's weights, given the loss's gradient with respect to `output`. Returns the
   * gradient with respect to the input, or undefined where `inputGradient` is false or no such gradient exists.
   */
  backward(gradient: Tensor, inputGradient: boolean): Tensor | undefined;
}

/** Adds an operation to the program. Images are channels-last, `[batch, height, width, channels]`. */
export type Operation = (context: ProgramContext, input: Tensor) => Applied;
