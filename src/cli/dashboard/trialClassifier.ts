import type { Worker } from 'node:worker_threads';
import { fromWire, SweepError } from '../../errors.ts';
import type { Classifier, TrainedNetwork } from '../../server/index.ts';
import type { ClassifierAnswer, ClassifierTask } from './classifierThread.ts';
import { startThread } from './thread.ts';

/** Runs networks in one thread, which the first image starts; the thread keeps the latest network loaded. */
export class TrialClassifier implements Classifier {
  private thread: Worker | undefined;
  private warm: string | undefined;
  private before: Promise<unknown> = Promise.resolve();
  private closed = false;

  probabilities(network: TrainedNetwork, image: Uint8Array): Promise<Float32Array> {
    const answer = this.before.then(() => this.classify(network, image));
    this.before = answer.catch(() => {});
    return answer;
  }

  /** Waits for the current task, then lets the thread free its memory and end. */
  async close(): Promise<void> {
    this.closed = true;
    await this.before;
    const { thread } = this;
    if (!thread) return;
    const ended = new Promise((resolve) => thread.once('exit', resolve));
    await this.ask({ kind: 'close' }).catch(() => {});
    await ended;
  }

  private async classify(network: TrainedNetwork, image: Uint8Array): Promise<Float32Array> {
    if (this.closed) throw new SweepError('interrupted', 'The dashboard is being closed.');
    if (this.warm !== network.key) {
      const { engine, layers, input } = network;
      this.warm = undefined;
      await this.ask({ kind: 'open', engine, layers, input, weights: network.weights() });
      this.warm = network.key;
    }
    return (await this.ask({ kind: 'classify', image })).probabilities!;
  }

  /** Tasks run one at a time, so the next message answers this one. */
  private ask(task: ClassifierTask): Promise<Extract<ClassifierAnswer, { ok: true }>> {
    const thread = this.started();
    return new Promise((resolve, reject) => {
      const settle = (act: () => void): void => {
        thread.off('message', onMessage).off('error', onError).off('exit', onExit);
        act();
      };
      const onMessage = (answer: ClassifierAnswer): void =>
        settle(() => (answer.ok ? resolve(answer) : reject(fromWire(answer.error))));
      const onError = (error: Error): void => settle(() => reject(error));
      const onExit = (): void =>
        settle(() => reject(new SweepError('internal', 'The thread that runs networks has ended.')));
      thread.on('message', onMessage).on('error', onError).on('exit', onExit);
      thread.postMessage(task);
    });
  }

  private started(): Worker {
    if (this.thread) return this.thread;
    const thread = startThread('classifierThread');
    this.thread = thread;
    const gone = (): void => {
      if (this.thread !== thread) return;
      this.thread = undefined;
      this.warm = undefined;
    };
    thread.on('error', gone).on('exit', gone);
    return thread;
  }
}
