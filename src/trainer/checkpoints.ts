import type { Network } from '../engine/engine.ts';
import type { Reckoning } from '../trainable/trainable.ts';
import type { TrainingState } from '../trial/trial.ts';
import type { Course, CourseHeader } from './course.ts';
import { packState, type StateParts, sealState, unpackState } from './stateContent.ts';

/** Least time between two states, except the last one: bench/states.ts measures their cost. */
const INTERVAL_MS = 5000;

interface CheckpointHeader extends CourseHeader {
  /** Digest of everything that the state depends on; see `Reckoning`. */
  readonly digest: string;
}

/**
 * The states of a training. One is taken after every epoch, since a trial that is stopped within the next
 * epoch goes on from there; few of them are sent.
 */
export class Checkpoints {
  private readonly reckoning: Reckoning;
  private readonly send: (state: TrainingState) => void;
  private sentAt = performance.now();
  private unsent: TrainingState | undefined;

  constructor(reckoning: Reckoning, send: (state: TrainingState) => void) {
    this.reckoning = reckoning;
    this.send = send;
  }

  /** Takes the state after an epoch. It is sent at once if that is requested or the last one is long ago. */
  take(course: Course, network: Network, atOnce: boolean): void {
    const { header, tensors } = course.state(network);
    const digest = this.reckoning.after(header.last.epoch);
    const parts = { header: { ...header, digest }, tensors };
    const content = packState<CheckpointHeader>(parts, this.unsent?.content);
    this.unsent = { step: header.last.epoch, course: digest, content };
    if (atOnce || performance.now() - this.sentAt >= INTERVAL_MS) this.flush();
  }

  /** Sends the latest state, if it was not sent. */
  flush(): void {
    if (!this.unsent) return;
    const state = this.unsent;
    this.unsent = undefined;
    this.sentAt = performance.now();
    sealState(state.content);
    this.send(state);
  }
}

/** The parts of a state that this training may go on from; otherwise a sentence that says why it may not. */
export function readCheckpoint(
  { step, content }: TrainingState,
  reckoning: Reckoning,
): StateParts<CourseHeader> | string {
  const parts = unpackState<CheckpointHeader>(content);
  if (parts === 'of another version')
    return `The state after epoch ${step} was written by another version of sweep.`;
  if (parts === 'damaged')
    return `The state after epoch ${step} is damaged: its bytes are not those that were stored.`;
  if (parts.header.digest === reckoning.after(step)) return parts;
  return `The state after epoch ${step} is of another engine, processor or version of Node, or of other images: numbers would differ.`;
}
