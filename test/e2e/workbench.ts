import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFile } from '../../src/package.ts';

export interface Finished {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Further settings of a command. */
export interface Beside {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Options of Node itself. */
  readonly nodeOptions?: readonly string[];
}

/** Nothing listens there, so that no test downloads the dataset. */
const NOWHERE = 'http://127.0.0.1:9/';

/** An empty folder in which the built `sweep` is run as its user would, with no dataset but the drawn one. */
export class Workbench {
  readonly folder = mkdtempSync(join(tmpdir(), 'sweep-e2e-'));

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, text: string | Uint8Array): string {
    writeFileSync(this.path(name), text);
    return name;
  }

  start(
    args: readonly string[],
    program = packageFile('bin/sweep.js'),
    { env, nodeOptions = [] }: Omit<Beside, 'input'> = {},
  ): ChildProcessWithoutNullStreams {
    return this.spawn(process.execPath, [...nodeOptions, program, ...args], env);
  }

  private spawn(
    command: string,
    args: readonly string[],
    own: Beside['env'] = {},
  ): ChildProcessWithoutNullStreams {
    const { SWEEP_DATA_DIR: _, SWEEP_DB: __, ...env } = process.env;
    return spawn(command, args, {
      cwd: this.folder,
      env: {
        ...env,
        HOME: this.folder,
        XDG_CACHE_HOME: this.path('cache'),
        NO_COLOR: '1',
        SWEEP_DATA_URL: NOWHERE,
        ...own,
      },
    });
  }

  /**
   * Runs a shell script in which `sweep` is the program (`"$NODE" "$SWEEP"`), for what only a shell can set
   * up.
   */
  shell(script: string): Promise<Finished> {
    const program = `NODE='${process.execPath}'; SWEEP='${packageFile('bin/sweep.js')}'; export NODE SWEEP`;
    return this.toEnd(
      this.spawn('bash', ['-c', `${program}\nsweep() { "$NODE" "$SWEEP" "$@"; }\n${script}`]),
    );
  }

  /** Runs a command line with further settings. */
  runWith(beside: Beside, ...args: readonly string[]): Promise<Finished> {
    return this.run(args, undefined, undefined, beside);
  }

  /** Runs a command line to its end; `watch` sees every line of standard output as it comes. */
  run(
    args: readonly string[],
    watch?: (line: string, child: ChildProcessWithoutNullStreams) => void,
    program?: string,
    beside: Beside = {},
  ): Promise<Finished> {
    const child = this.start(args, program, beside);
    if (beside.input !== undefined) child.stdin.end(beside.input);
    return this.toEnd(child, watch);
  }

  private toEnd(
    child: ChildProcessWithoutNullStreams,
    watch?: (line: string, child: ChildProcessWithoutNullStreams) => void,
  ): Promise<Finished> {
    let stdout = '';
    let stderr = '';
    let seen = 0;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      for (let end = stdout.indexOf('\n', seen); end >= 0; end = stdout.indexOf('\n', seen)) {
        watch?.(stdout.slice(seen, end), child);
        seen = end + 1;
      }
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    return new Promise((resolve) => {
      child.on('close', (status, signal) => resolve({ status, signal, stdout, stderr }));
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A grid of four ANNs that train in well under a second each. */
export const TINY_SPEC = `name: tiny
model: ann
dataset: synthetic
method: grid
seed: 5
parameters:
  units: [8, 16]
  optimizer: [sgd, adam]
  batch_size: 1024
  epochs: 2
`;
