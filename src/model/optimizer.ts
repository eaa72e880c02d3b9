/** Common to all update rules; absent means 0, which is without effect. */
interface Common {
  /** Decoupled decay: before each update, w −= learning rate · weightDecay · w, for every trainable tensor. */
  readonly weightDecay?: number;
  /** Largest L2 norm of all gradients together. */
  readonly globalClipnorm?: number;
}

interface Moments {
  readonly beta1: number;
  readonly beta2: number;
}

/** An update rule with its own constants, under Keras 3's names. */
export type UpdateRule =
  | { readonly name: 'sgd'; readonly momentum: number; readonly nesterov: boolean }
  | {
      readonly name: 'rmsprop';
      readonly rho: number;
      readonly momentum: number;
      readonly centered: boolean;
      readonly epsilon: number;
    }
  | ({ readonly name: 'adam'; readonly amsgrad: boolean; readonly epsilon: number } & Moments)
  | ({ readonly name: 'nadam'; readonly epsilon: number } & Moments)
  | ({ readonly name: 'adamax'; readonly epsilon: number } & Moments)
  | { readonly name: 'adagrad'; readonly initialAccumulator: number; readonly epsilon: number }
  | { readonly name: 'adadelta'; readonly rho: number; readonly epsilon: number }
  | {
      readonly name: 'ftrl';
      readonly learningRatePower: number;
      readonly initialAccumulator: number;
      readonly l1: number;
      readonly l2: number;
      readonly l2Shrinkage: number;
      readonly beta: number;
    }
  | ({ readonly name: 'lion' } & Moments);

/** An update rule in the form that engines take; adamw is adam with a weight decay. */
export type Optimizer = UpdateRule & Common;
