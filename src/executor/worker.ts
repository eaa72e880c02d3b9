import type { MessagePort } from 'node:worker_threads';
import { workerData as piscinaData } from 'piscina';
import type { TrainerDataset } from '../trainer/trainer.ts';
import { Trainer } from '../trainer/trainer.ts';
import type { TrialJob, TrialOutcome } from '../trial/trial.ts';
import { LAST_MESSAGE } from './lastMessage.ts';
import { STOP_ALL, stopSlot } from './stopFlags.ts';

/** What every thread is given when it starts. */
export interface WorkerData {
  readonly dataset: TrainerDataset;
  /** Shared by all; see stopFlags.ts. Not 0 asks to stop. */
  readonly stopFlags: Int32Array;
}

export type WorkerTask =
  | { readonly kind: 'train'; readonly job: TrialJob; readonly slot: number; readonly port: MessagePort }
  | { readonly kind: 'dispose' };

/** What a thread answers when a trial has ended. */
export interface WorkerReply {
  readonly outcome: TrialOutcome;
  /** What it holds outside its JavaScript heap for the next trial, beyond what it was started with. */
  readonly heldBytes: number;
}

const { dataset, stopFlags } = piscinaData as WorkerData;
const trainer = new Trainer(dataset);
const givenBytes = process.memoryUsage().external;

export default async function run(task: WorkerTask): Promise<WorkerReply | undefined> {
  if (task.kind === 'dispose') {
    await trainer.dispose();
    return undefined;
  }
  const { job, slot, port } = task;
  try {
    const outcome = await trainer.train(
      job,
      slot,
      (message) => port.postMessage(message),
      () => Atomics.load(stopFlags, STOP_ALL) !== 0 || Atomics.load(stopFlags, stopSlot(slot)) !== 0,
    );
    return { outcome, heldBytes: process.memoryUsage().external - givenBytes };
  } finally {
    port.postMessage(LAST_MESSAGE);
  }
}
