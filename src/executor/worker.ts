import type { MessagePort } from 'node:worker_threads';
import { workerData as piscinaData } from 'piscina';
import { toWire, type WireError } from '../errors.ts';
import type { TrialJob, TrialMessage, TrialOutcome } from '../trial/trial.ts';
import type { TrialRunner } from '../trial/trialRunner.ts';
import { LAST_MESSAGE } from './lastMessage.ts';
import { STOP_ALL, stopSlot } from './stopFlags.ts';
import type { ThreadWorkload } from './threadWorkload.ts';

/** The data that every thread gets when it starts. */
export interface WorkerData {
  readonly runs: ThreadWorkload;
  /** Shared by all threads; see stopFlags.ts. Any value but 0 asks to stop. */
  readonly stopFlags: Int32Array;
}

export type WorkerTask =
  | {
      readonly kind: 'run';
      readonly job: TrialJob;
      readonly slot: number;
      readonly port: MessagePort;
      /** Shared: the number of the trial's messages that were read, and how many of them are reports. */
      readonly taken: Int32Array;
    }
  | { readonly kind: 'ready' }
  | { readonly kind: 'dispose' };

/** A thread's answer when a trial has ended. */
export interface WorkerReply {
  readonly outcome: TrialOutcome;
  /** Bytes that it holds outside its JavaScript heap for the next trial, beyond those at its start. */
  readonly heldBytes: number;
}

const { runs, stopFlags } = piscinaData as WorkerData;
/** Most messages of a trial that may be unread. */
const MOST_WAITING = 1000;

let runner: Promise<TrialRunner> | undefined;
const givenBytes = process.memoryUsage().external;

export default async function run(task: WorkerTask): Promise<WorkerReply | WireError | undefined> {
  if (task.kind === 'dispose') {
    await (await runner)?.dispose();
    return undefined;
  }
  if (task.kind === 'ready') return await readiness();
  const { job, slot, port, taken } = task;
  try {
    runner ??= createRunner(runs);
    const outcome = await (await runner).run(
      job,
      slot,
      heldBack(port, taken, job.isJudged === true),
      () => Atomics.load(stopFlags, STOP_ALL) !== 0 || Atomics.load(stopFlags, stopSlot(slot)) !== 0,
    );
    return { outcome, heldBytes: process.memoryUsage().external - givenBytes };
  } finally {
    port.postMessage(LAST_MESSAGE);
  }
}

/** Why the trainable's code cannot be run; undefined if it can. */
async function readiness(): Promise<WireError | undefined> {
  try {
    runner ??= createRunner(runs);
    await (await runner).ready?.();
    return undefined;
  } catch (error) {
    return toWire(error);
  }
}

/**
 * Sends messages, and returns a promise if many are unread. For a report of a judged trial, the promise waits
 * until that report was read, so that a stop that answers it is seen.
 */
function heldBack(
  port: MessagePort,
  taken: Int32Array,
  isJudged: boolean,
): (message: TrialMessage) => Promise<void> | undefined {
  let sent = 0;
  let reports = 0;
  const waiting = () => sent - Atomics.load(taken, 0);
  return (message) => {
    port.postMessage(message, message.type === 'state' ? [message.content.buffer] : []);
    sent++;
    if (message.type === 'report') {
      const report = ++reports;
      if (isJudged) return until(() => Atomics.load(taken, 1) >= report);
    }
    return waiting() < MOST_WAITING ? undefined : until(() => waiting() <= MOST_WAITING / 2);
  };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** Loads only the code of this trainable. */
async function createRunner(workload: ThreadWorkload): Promise<TrialRunner> {
  switch (workload.kind) {
    case 'network': {
      const { Trainer } = await import('../trainer/trainer.ts');
      return new Trainer(workload.dataset);
    }
    case 'module': {
      const { ModuleRunner } = await import('../trainable/module/moduleRunner.ts');
      const { OwnThreadRunner } = await import('../trainable/module/ownThreadRunner.ts');
      return new OwnThreadRunner(new ModuleRunner(workload.path, workload.filesDirectory));
    }
  }
}
