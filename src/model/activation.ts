/** Activations of the convolutions and hidden dense layers, under Keras's names. */
export const ACTIVATIONS = [
  'relu',
  'leaky_relu',
  'elu',
  'selu',
  'gelu',
  'silu',
  'softplus',
  'tanh',
  'sigmoid',
  'linear',
] as const;

export type Activation = (typeof ACTIVATIONS)[number];

/** Other names of an activation. */
export const ACTIVATION_ALIASES: Readonly<Record<string, Activation>> = {
  swish: 'silu',
  identity: 'linear',
};

/** Slope of leaky_relu below zero, as in Keras 3. */
export const LEAKY_RELU_SLOPE = 0.2;
