import type { ChildProcessByStdio } from 'node:child_process';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { pinned, SINGLE_THREAD } from './pin.ts';
import type { PeerEvent, PeerRequest } from './protocol.ts';
import { parsePeerLine } from './protocol.ts';

/** Number of a peer's last characters that are shown when it breaks down. */
const KEPT_WORDS = 400;

/** A process, pinned to one core, that trains networks on request; it idles between two requests. */
export class Peer {
  readonly name: string;
  private readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  private readonly lines: AsyncIterator<string>;
  private words = '';

  constructor(name: string, command: string, args: readonly string[]) {
    this.name = name;
    const [file, all] = pinned(command, args);
    this.child = spawn(file, all, {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...SINGLE_THREAD },
    });
    this.child.on('error', (error) => {
      this.words += error.message;
    });
    this.child.stdin.on('error', () => {});
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.words = (this.words + text).slice(-KEPT_WORDS);
    });
    this.lines = createInterface(this.child.stdout)[Symbol.asyncIterator]();
  }

  /** The answer to a request; `failed` where the process ended instead. */
  ask(request: PeerRequest): Promise<PeerEvent> {
    this.child.stdin.write(`${JSON.stringify(request)}\n`);
    return this.next();
  }

  /** The next event of the peer: `ready` or `missing` at first. */
  async next(): Promise<PeerEvent> {
    for (;;) {
      const { value, done } = await this.lines.next();
      if (done) return { event: 'failed', message: `it ended. ${this.words.trim()}` };
      const event = parsePeerLine(value);
      if (event) return event;
    }
  }

  /** Lets the process end. */
  close(): void {
    this.child.stdin.end();
  }
}
