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
  | {
      readonly kind: 'dispose';
      /** How many threads there are, and how many have come so far: none leaves before the last has come. */
      readonly threads: number;
      readonly arrived: Int32Array;
      readonly limitMs: number;
    };

const { dataset, stopFlags } = piscinaData as WorkerData;
const trainer = new Trainer(dataset);

export default async function run(task: WorkerTask): Promise<TrialOutcome | undefined> {
  if (task.kind === 'dispose') return dispose(task);
  const { job, slot, port } = task;
  try {
    return await trainer.train(
      job,
      slot,
      (message) => port.postMessage(message),
      () => Atomics.load(stopFlags, STOP_ALL) !== 0 || Atomics.load(stopFlags, stopSlot(slot)) !== 0,
    );
  } finally {
    port.postMessage(LAST_MESSAGE);
  }
}

/** Frees the engines. The threads wait for each other, so that each gets exactly one of these tasks. */
async function dispose({
  threads,
  arrived,
  limitMs,
}: Extract<WorkerTask, { kind: 'dispose' }>): Promise<undefined> {
  await trainer.dispose();
  Atomics.add(arrived, 0, 1);
  Atomics.notify(arrived, 0);
  const until = Date.now() + limitMs;
  for (let count = Atomics.load(arrived, 0); count < threads; count = Atomics.load(arrived, 0)) {
    if (Atomics.wait(arrived, 0, count, Math.max(0, until - Date.now())) === 'timed-out') break;
  }
}
