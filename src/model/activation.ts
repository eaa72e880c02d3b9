/** Activations of the convolutions and hidden dense layers, under Keras's names. */
export const ACTIVATIONS = ['relu', 'elu', 'selu', 'softplus', 'tanh', 'sigmoid', 'linear'] as const;

export type Activation = (typeof ACTIVATIONS)[number];
