import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Keeper } from './keeper.ts';
import { LineReader, type Piece, TextReader } from './lineReader.ts';
import { processesWithEnvironment, processTable } from './processTable.ts';

/**
 * Time without output after which the output of an ended program is closed, if another process holds it open.
 */
const QUIET_MS = 300;
const POLL_MS = 50;

/** The settings of a process to be started. */
export interface ProcessPlan {
  readonly words: readonly string[];
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
  /** A text in the environment that identifies its descendants. */
  readonly mark: string;
  readonly graceMs: number;
  /** Takes output of the process; a returned promise is awaited before more of that stream is read. */
  onPiece(stream: 'stdout' | 'stderr', piece: Piece): unknown;
}

/** How a process ended. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Why it could not be started. */
  readonly error?: Error;
  /** Number of processes that it left behind, which were ended. */
  readonly left: number;
}

/** A program in a process group of its own, with all that it starts. */
export class TrialProcess {
  /** Resolves when it has ended, all of its output has been taken, and nothing of its group runs. */
  readonly ended: Promise<ProcessEnd>;
  private readonly plan: ProcessPlan;
  private readonly keeper: Keeper;
  private child: ChildProcess | undefined;
  private killing: NodeJS.Timeout | undefined;
  /** Number of streams whose last piece is still being taken. */
  private held = 0;
  private lastDataAt = 0;

  constructor(plan: ProcessPlan, keeper: Keeper) {
    this.plan = plan;
    this.keeper = keeper;
    this.ended = this.run().catch((error: unknown) => {
      // An error of our own leaves no process running.
      if (this.pid !== undefined) this.signal('SIGKILL');
      throw error;
    });
  }

  /** The id of the process and of its group; undefined if it could not be started. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Sends SIGTERM to the whole group, and SIGKILL to the rest of it after the grace period. */
  stop(): void {
    if (this.killing || this.pid === undefined) return;
    this.signal('SIGTERM');
    this.killing = setTimeout(() => this.signal('SIGKILL'), this.plan.graceMs);
  }

  private async run(): Promise<ProcessEnd> {
    const started = this.start();
    if (started instanceof Error) return { code: null, signal: null, left: 0, error: started };
    const child = started;
    this.child = child;
    if (child.pid !== undefined) this.keeper.keep(child.pid);
    const streams = [this.read(child.stdout!, 'stdout'), this.read(child.stderr!, 'stderr')];
    const read = Promise.all(streams);
    const exit = await new Promise<Omit<ProcessEnd, 'left'>>((resolve) => {
      child.on('error', (error) => resolve({ code: null, signal: null, error }));
      child.once('exit', (code, signal) => resolve({ code, signal }));
    });
    if (child.pid === undefined) return { ...exit, left: 0 };
    await this.untilRead(read);
    const left = await this.endOthers();
    await this.untilRead(read);
    for (const stream of [child.stdout!, child.stderr!]) stream.destroy();
    await read;
    clearTimeout(this.killing);
    this.keeper.release(child.pid);
    return { ...exit, left };
  }

  private start(): ChildProcess | Error {
    const { words, directory, environment } = this.plan;
    try {
      return spawn(words[0]!, words.slice(1), {
        cwd: directory,
        env: environment,
        detached: process.platform !== 'win32',
        stdio: ['ignore', 'pipe', 'pipe'],
        windowsHide: true,
      });
    } catch (error) {
      return error as Error;
    }
  }

  /** Resolves when the stream has ended or was given up. */
  private read(stream: Readable, name: 'stdout' | 'stderr'): Promise<void> {
    const reader = name === 'stdout' ? new LineReader() : new TextReader();
    const take = (pieces: Iterable<Piece>): void => {
      this.lastDataAt = performance.now();
      const waits = new Set<unknown>();
      for (const piece of pieces) {
        const wait = this.plan.onPiece(name, piece);
        if (wait instanceof Promise) waits.add(wait);
      }
      if (waits.size > 0) void this.hold(stream, waits);
    };
    stream.on('data', (chunk: Buffer) => take(reader.take(chunk)));
    return new Promise((resolve) => {
      stream.on('error', () => {});
      stream.once('close', () => {
        take(reader.end());
        resolve();
      });
    });
  }

  private async hold(stream: Readable, waits: Iterable<unknown>): Promise<void> {
    this.held++;
    stream.pause();
    await Promise.allSettled(waits);
    this.held--;
    this.lastDataAt = performance.now();
    stream.resume();
  }

  /**
   * Waits until all output is read or there is none for a while: a process that the program started may hold
   * it open for ever.
   */
  private async untilRead(read: Promise<unknown>): Promise<void> {
    let isRead = false;
    void read.then(() => {
      isRead = true;
    });
    await Promise.race([read, pause(0)]);
    this.lastDataAt = performance.now();
    while (!isRead && (this.held > 0 || performance.now() - this.lastDataAt < QUIET_MS)) {
      await Promise.race([read, pause(POLL_MS)]);
    }
  }

  /** Ends the processes that the program left behind, and returns their number. */
  private async endOthers(): Promise<number> {
    const first = await this.others();
    if (first.length === 0) return 0;
    this.stop();
    signalEach(first, 'SIGTERM');
    const deadline = performance.now() + this.plan.graceMs;
    let left = first;
    while (left.length > 0 && performance.now() < deadline) {
      await pause(POLL_MS);
      left = await this.others();
    }
    this.signal('SIGKILL');
    signalEach(left, 'SIGKILL');
    return first.length;
  }

  /** The processes of the group, and on Linux also those that have left it. */
  private async others(): Promise<readonly number[]> {
    const strays = processesWithEnvironment(this.plan.mark);
    if (!groupExists(this.pid!)) return strays;
    const members = (await processTable()).filter(({ group }) => group === this.pid).map(({ pid }) => pid);
    return [...new Set([...members, ...strays])];
  }

  private signal(signal: NodeJS.Signals): void {
    if (process.platform === 'win32') this.child?.kill(signal);
    else trySignal(-this.pid!, signal);
  }
}

function signalEach(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) trySignal(pid, signal);
}

function groupExists(group: number): boolean {
  return process.platform !== 'win32' && trySignal(-group, 0);
}

/** False if there is no such process or group. */
function trySignal(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
