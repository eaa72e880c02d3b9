import type { TrialJob, TrialMessage, TrialOutcome } from '../../trial/trial.ts';
import type { TrialRunner } from '../../trial/trialRunner.ts';
import { Printed } from './printed.ts';

/**
 * Runs trials in a thread of their own and sends what they print as their output. Output of the module while
 * it was loaded is sent with the first of them. `process.exit` throws there, so that the trial says where it
 * was called.
 */
export class OwnThreadRunner implements TrialRunner {
  private readonly runner: TrialRunner;
  private readonly printed = new Printed();

  constructor(runner: TrialRunner) {
    this.runner = runner;
    takeOver(process.stdout, (text) => this.printed.add('stdout', text));
    takeOver(process.stderr, (text) => this.printed.add('stderr', text));
    const { exit } = process;
    process.exit = (code) => {
      throw new Error(`The trainer called process.exit(${code ?? ''}), which ends no more than its trial`);
    };
    process.on('uncaughtExceptionMonitor', (error) => {
      this.printed.add('stderr', `${error?.stack ?? error}\n`);
      // Node's own function, which ends a thread.
      process.exit = exit;
    });
    process.on('exit', () => this.printed.flush());
  }

  async run(
    job: TrialJob,
    worker: number,
    onMessage: (message: TrialMessage) => unknown,
    shouldStop: () => boolean,
  ): Promise<TrialOutcome> {
    const { printed } = this;
    const send = (message: TrialMessage): unknown => {
      printed.flush();
      const taken = onMessage(message);
      if (message.type === 'started') printed.begin(job.trial, onMessage);
      return taken;
    };
    try {
      return await this.runner.run(job, worker, send, shouldStop);
    } finally {
      await soonAfter();
      printed.end();
    }
  }

  async ready(): Promise<void> {
    await this.runner.ready?.();
  }

  dispose(): Promise<void> {
    return this.runner.dispose();
  }
}

/** Waits so that a leftover of the trial fails while the trial is still the running one. */
function soonAfter(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1));
}

function takeOver(stream: NodeJS.WriteStream, take: (text: string) => void): void {
  stream.write = (
    chunk: string | Uint8Array,
    encoding?: BufferEncoding | ((error?: Error | null) => void),
    done?: (error?: Error | null) => void,
  ): boolean => {
    take(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
    const callback = typeof encoding === 'function' ? encoding : done;
    if (callback) process.nextTick(callback);
    return true;
  };
}
