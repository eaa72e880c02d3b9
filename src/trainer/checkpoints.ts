import { createHash } from 'node:crypto';
import { canonicalJson } from '../configuration.ts';
import type { Network } from '../engine/engine.ts';
import type { NetworkSetup } from '../trainable/network/setup.ts';
import type { TrainingState, TrialJob } from '../trial/trial.ts';
import type { Course, CourseHeader } from './course.ts';
import { packState, type StateParts, sealState, unpackState } from './stateContent.ts';

/** States follow one another no faster than this, but for the last one: bench/states.ts says what they cost. */
const INTERVAL_MS = 5000;

interface CheckpointHeader extends CourseHeader {
  /** Of all that the numbers depend on. */
  readonly digest: string;
}

/** What makes two trainings one: where it is equal, a state of the one is a state of the other. */
export interface Origin {
  readonly job: TrialJob<NetworkSetup>;
  /** Of the images. */
  readonly dataset: string;
  /** Of engine, processor and Node. */
  readonly fingerprint: string;
}

/**
 * The states of a training. One is taken after every epoch, since a trial that is stopped within the next one goes on from
 * there; few of them are sent.
 */
export class Checkpoints {
  private readonly digest: string;
  private readonly send: (state: TrainingState) => void;
  private sentAt = performance.now();
  private unsent: TrainingState | undefined;

  constructor(origin: Origin, send: (state: TrainingState) => void) {
    this.digest = digestOf(origin);
    this.send = send;
  }

  /** Takes the state after an epoch. It is sent at once where that is asked for or the last one is long ago. */
  take(course: Course, network: Network, atOnce: boolean): void {
    const { header, tensors } = course.state(network);
    const parts = { header: { ...header, digest: this.digest }, tensors };
    const content = packState<CheckpointHeader>(parts, this.unsent?.content);
    this.unsent = { step: header.last.epoch, content };
    if (atOnce || performance.now() - this.sentAt >= INTERVAL_MS) this.flush();
  }

  /** Sends the latest state, where that was not. */
  flush(): void {
    if (!this.unsent) return;
    const state = this.unsent;
    this.unsent = undefined;
    this.sentAt = performance.now();
    sealState(state.content);
    this.send(state);
  }
}

/** The parts of a state that this training may go on from; a sentence that says why it may not. */
export function readCheckpoint(
  { step, content }: TrainingState,
  origin: Origin,
): StateParts<CourseHeader> | string {
  const parts = unpackState<CheckpointHeader>(content);
  if (parts === 'of another version')
    return `The state after epoch ${step} was written by another version of sweep.`;
  if (parts === 'damaged')
    return `The state after epoch ${step} is damaged: its bytes are not those that were stored.`;
  if (parts.header.digest === digestOf(origin)) return parts;
  return `The state after epoch ${step} is of another engine, processor or version of Node, or of other images: numbers would differ.`;
}

function digestOf({ job, dataset, fingerprint }: Origin): string {
  const { configuration, seed, setup } = job;
  const all = [canonicalJson(configuration), seed, setup.engine, setup.validation, dataset, fingerprint];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex');
}
