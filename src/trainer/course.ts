import type { Assignment } from '../configuration.ts';
import type { Network, NetworkState } from '../engine/engine.ts';
import { EarlyStopping, type Epoch, type StoppingState } from './earlyStopping.ts';
import { Plateau, type PlateauState } from './plateau.ts';
import type { StateParts } from './stateContent.ts';

/** The part of a course that is written in addition to the tensors. */
export interface CourseHeader {
  readonly last: Epoch;
  /** Digest of its last epoch; absent if an older version left it. */
  readonly chain?: string;
  readonly elapsedMs: number;
  readonly reduction: number;
  readonly reducing: PlateauState;
  readonly stopping: StoppingState;
  /** Steps of the optimizer, and number of tensors that are the network's; the others are kept weights. */
  readonly steps: number;
  readonly ofNetwork: number;
}

/**
 * The state of a training between epochs, without the network: everything that one epoch leaves to the next.
 */
export class Course {
  readonly stopping: EarlyStopping;
  /** Factor of the learning rate. */
  reduction = 1;
  /** The last epoch that was done. */
  last: Epoch | undefined;
  /** Digest of that epoch, or of the beginning; undefined if it goes on from a state that has none. */
  chain: string | undefined;
  private readonly parameters: Assignment;
  private readonly reducing: Plateau;
  private startedAt = performance.now();

  constructor(parameters: Assignment) {
    this.parameters = parameters;
    this.stopping = new EarlyStopping(parameters);
    this.reducing = new Plateau(
      Number(parameters.reduce_on_plateau_patience ?? 0),
      Number(parameters.reduce_on_plateau_min_delta ?? 0),
    );
  }

  /**
   * Continues another course with these values: it keeps its place and its time, and begins anew in all else.
   */
  static after({ last, chain, startedAt }: Course, parameters: Assignment): Course {
    const course = new Course(parameters);
    course.last = last;
    course.chain = chain;
    course.startedAt = startedAt;
    return course;
  }

  /** Whether it has ended before its last epoch. */
  get isStopped(): boolean {
    return this.stopping.isExhausted && (this.last?.epoch ?? 0) < Number(this.parameters.epochs);
  }

  /** Training time, including that of earlier attempts. */
  get elapsedMs(): number {
    return performance.now() - this.startedAt;
  }

  /** Whether another epoch follows. */
  get goesOn(): boolean {
    return !this.isStopped && (this.last?.epoch ?? 0) < Number(this.parameters.epochs);
  }

  observe(epoch: Epoch, network: Network): void {
    this.last = epoch;
    this.stopping.observe(epoch, network);
    if (!this.reducing.observe(epoch.metrics.val_loss).exhausted) return;
    this.reduction *= Number(this.parameters.reduce_on_plateau_factor);
    this.reducing.restart();
  }

  /** The state after an epoch, with the tensors of the network, which its next step may change. */
  state(network: Network): StateParts<CourseHeader> {
    const { last, chain, elapsedMs, reduction } = this;
    const { steps, tensors } = network.state();
    const stopping = this.stopping.state();
    const header = {
      last: last!,
      ...(chain === undefined ? {} : { chain }),
      elapsedMs,
      reduction,
      reducing: this.reducing.state(),
      stopping,
      steps,
      ofNetwork: tensors.length,
    };
    const kept = stopping.best?.epoch === last?.epoch ? [] : this.stopping.keptWeights;
    return { header, tensors: [...tensors, ...kept] };
  }

  /**
   * @throws SweepError `state_unusable` if the tensors are not those of such a network; nothing was changed.
   */
  goOn({ header, tensors }: StateParts<CourseHeader>, network: Network): void {
    const { last, chain, elapsedMs, reduction, reducing, stopping, steps, ofNetwork } = header;
    const state: NetworkState = { steps, tensors: tensors.slice(0, ofNetwork) };
    network.restore(state);
    const isBest = stopping.best?.epoch === last.epoch;
    this.stopping.goOn(stopping, isBest ? network.weights() : tensors.slice(ofNetwork));
    this.last = last;
    this.chain = chain;
    this.reduction = reduction;
    this.reducing.goOn(reducing);
    this.startedAt = performance.now() - elapsedMs;
  }
}
