export { adam } from './adam';
export { accumulate, dropoutMask } from './elementwise';
export { rmsprop } from './rmsprop';
export { nesterov, momentum, sgd } from './sgd';
