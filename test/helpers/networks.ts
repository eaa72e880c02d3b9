import type { Activation } from '../../src/model/activation.ts';
import type { InputShape, Layer } from '../../src/model/layer.ts';
import type { Conv2DOptions } from '../../src/model/stack.ts';
import { LayerStack } from '../../src/model/stack.ts';

export const GREY: InputShape = { shape: [10, 10, 1], classes: 4 };
export const COLOUR: InputShape = { shape: [9, 11, 3], classes: 3 };

/** Layers that a test builds, followed by the output layer. */
export function network(input: InputShape, build: (stack: LayerStack) => void): Layer[] {
  const stack = new LayerStack(input);
  build(stack);
  stack.dense(input.classes, 'softmax');
  return stack.layers;
}

/** Small networks that together have every layer in every place where it may stand. */
export function smallNetworks(
  activation: Activation,
): Record<string, { input: InputShape; layers: Layer[] }> {
  const make = (input: InputShape, build: (stack: LayerStack) => void) => ({
    input,
    layers: network(input, build),
  });
  const conv = (stack: LayerStack, filters: number, kernel = 3, options: Conv2DOptions = {}) =>
    stack.conv2d(filters, kernel, activation, options);
  const dense = (stack: LayerStack, units: number) => stack.dense(units, activation);
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
    'padded convolutions with steps': make(COLOUR, (stack) => {
      conv(stack, 4, 4, { padding: 'same' });
      conv(stack, 5, 3, { padding: 'same', strides: 2 });
      conv(stack, 6, 2, { strides: 3 });
      stack.flatten();
    }),
    'a padded convolution with steps and pooling on the input': make(COLOUR, (stack) => {
      conv(stack, 4, 4, { padding: 'same', strides: 2 });
      stack.maxPool2d(2);
      stack.flatten();
    }),
    'average pooling with a border, then global': make(COLOUR, (stack) => {
      conv(stack, 4, 2);
      stack.averagePool2d(3);
      conv(stack, 5, 2, { padding: 'same' });
      stack.globalAveragePool2d();
    }),
    'batch normalization of images': make(GREY, (stack) => {
      stack.conv2d(4, 3, 'linear', { padding: 'same', useBias: false });
      stack.batchNormalization();
      stack.activation(activation);
      stack.maxPool2d(2);
      stack.conv2d(5, 3, 'linear', { useBias: false });
      stack.batchNormalization();
      stack.activation(activation);
      stack.averagePool2d(2);
      stack.flatten();
      dense(stack, 6);
    }),
    'batch normalization of the input and of vectors': make(COLOUR, (stack) => {
      stack.batchNormalization();
      stack.flatten();
      stack.dense(7, 'linear', { useBias: false });
      stack.batchNormalization();
      stack.activation(activation);
    }),
    'penalties on kernels': make(GREY, (stack) => {
      conv(stack, 4, 3, { l2: 0.02 });
      stack.maxPool2d(2);
      stack.flatten();
      stack.dense(6, activation, { l2: 0.01 });
    }),
    'pooling before a convolution': make(GREY, (stack) => {
      stack.maxPool2d(2);
      conv(stack, 4, 2);
      stack.flatten();
    }),
  };
}
