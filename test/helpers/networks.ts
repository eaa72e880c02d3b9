import type { Activation } from '../../src/model/activation.ts';
import type { InputShape, Layer } from '../../src/model/layer.ts';
import { LayerStack } from '../../src/model/stack.ts';

export const GREY: InputShape = { shape: [10, 10, 1], classes: 4 };
export const COLOUR: InputShape = { shape: [9, 11, 3], classes: 3 };

/** Layers made by hand, closed by the output layer. */
export function network(input: InputShape, build: (stack: LayerStack) => void): Layer[] {
  const stack = new LayerStack(input);
  build(stack);
  stack.dense(input.classes, 'softmax', 'glorot_uniform');
  return stack.layers;
}

/** Small networks that between them use every layer in every place where it may stand. */
export function smallNetworks(
  activation: Activation,
): Record<string, { input: InputShape; layers: Layer[] }> {
  const make = (input: InputShape, build: (stack: LayerStack) => void) => ({
    input,
    layers: network(input, build),
  });
  const conv = (stack: LayerStack, filters: number, kernel = 3) =>
    stack.conv2d(filters, kernel, activation, 'glorot_uniform');
  const dense = (stack: LayerStack, units: number) => stack.dense(units, activation, 'glorot_uniform');
  return {
    'no hidden layer': make(GREY, (stack) => stack.flatten()),
    'two dense layers': make(COLOUR, (stack) => {
      stack.flatten();
      dense(stack, 7);
      dense(stack, 5);
    }),
    'a convolution without pooling': make(GREY, (stack) => {
      conv(stack, 5, 4);
      stack.flatten();
    }),
    'a convolution with pooling that leaves a border': make(COLOUR, (stack) => {
      conv(stack, 6, 2);
      stack.maxPool2d(3);
      stack.flatten();
      dense(stack, 6);
    }),
    'a convolution with a large pooling window': make(GREY, (stack) => {
      conv(stack, 4);
      stack.maxPool2d(4);
      stack.flatten();
    }),
    'two convolutions with pooling': make(GREY, (stack) => {
      conv(stack, 4);
      stack.maxPool2d(2);
      conv(stack, 6, 2);
      stack.maxPool2d(2);
      stack.flatten();
      dense(stack, 8);
    }),
    'three convolutions, the last pooled with a border': make(COLOUR, (stack) => {
      conv(stack, 3, 2);
      conv(stack, 4, 3);
      conv(stack, 5, 2);
      stack.maxPool2d(2);
      stack.flatten();
    }),
    'pooling before a convolution': make(GREY, (stack) => {
      stack.maxPool2d(2);
      conv(stack, 4, 2);
      stack.flatten();
    }),
  };
}
