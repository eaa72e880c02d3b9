import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isDeepStrictEqual } from 'node:util';
import { packageFile } from '../../src/package.ts';
import { canonicalDump, contradictions, type Dump } from '../helpers/canonicalDump.ts';
import { contents } from './contents.ts';
import { DATASET, type Search } from './searches.ts';
import { ending, missingFrom, parse, repeatedIn, type Told } from './told.ts';

export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The lines of `run --json` on standard output, up to the last complete one. */
  readonly events: readonly Told[];
  readonly stderr: string;
}

export interface Start {
  /** Programs that start it, such as `faketime`. */
  readonly before?: readonly string[];
  /** File that takes standard output; it is then not read. */
  readonly stdout?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** The contents that an undisturbed run leaves. */
interface Reference {
  readonly dump: Dump;
  readonly lines: number;
  /** Time from its first line to its end. */
  readonly durationMs: number;
}

/**
 * The run that is disturbed: a search, a new database for each round, and the contents that an undisturbed
 * run leaves.
 */
export class Subject {
  private readonly home = mkdtempSync(join(tmpdir(), 'sweep-torture-'));
  private readonly references = new Map<Search, Reference>();
  private rounds = 0;
  /** Number of runs that SIGKILL ended. */
  killed = 0;
  private current: Search | undefined;

  constructor() {
    writeFileSync(join(this.home, DATASET.name), DATASET.bytes());
  }

  /** An empty folder for the next round. */
  async renew(search: Search): Promise<void> {
    this.empty(search);
    if (this.references.has(search)) return;
    let beganAt = performance.now();
    const { status, stderr, events } = await this.run((_event, _child, nth) => {
      if (nth === 1) beganAt = performance.now();
    });
    if (status !== search.status) throw new Error(`The undisturbed run ended with ${status}: ${stderr}`);
    const durationMs = performance.now() - beganAt;
    this.references.set(search, { dump: canonicalDump(this.database), lines: events.length, durationMs });
    this.empty(search);
  }

  /** Number of lines of an undisturbed run, and its time from the first one on. */
  get unhurt(): Reference {
    return this.references.get(this.current!)!;
  }

  /**
   * The line at a share of the lines of an undisturbed run, from 2: the first one says that the sweep has
   * begun.
   */
  lineOf(share: number): number {
    return 2 + Math.floor(share * (this.unhurt.lines - 2));
  }

  get folder(): string {
    return join(this.home, String(this.rounds));
  }

  get database(): string {
    return join(this.folder, 'runs.db');
  }

  /** Starts `sweep` with these arguments. */
  start(args: readonly string[], { before = [], stdout, env: more = {} }: Start = {}): ChildProcess {
    const { SWEEP_DB: _, ...env } = process.env;
    const memory = '--max-old-space-size=150';
    const [command, ...rest] = [...before, process.execPath, memory, packageFile('bin/sweep.js'), ...args];
    return spawn(command!, rest, {
      cwd: this.folder,
      env: { ...env, HOME: this.home, NO_COLOR: '1', ...more },
      stdio: ['ignore', stdout ?? 'pipe', 'pipe'],
    });
  }

  /** Runs the sweep until it ends in any way; `watch` gets each event as it is printed. */
  async run(
    watch: (event: Told, child: ChildProcess, nth: number) => void = () => {},
    start: Start & { readonly database?: string; readonly workers?: number } = {},
  ): Promise<Ended> {
    const workers = start.workers === undefined ? [] : ['--workers', String(start.workers)];
    const args = ['run', 'spec.yaml', '--json', '--db', start.database ?? this.database, ...workers];
    const child = this.start(args, start);
    const events: Told[] = [];
    if (child.stdout) {
      createInterface(child.stdout).on('line', (line) => {
        const event = parse(line);
        if (event) watch(event, child, events.push(event));
      });
    }
    const ended = await ending(child);
    if (ended.signal === 'SIGKILL') this.killed++;
    return { events, ...ended };
  }

  /** Runs another command to its end. */
  async command(
    args: readonly string[],
    start: Start = {},
  ): Promise<Pick<Ended, 'status' | 'stderr'> & { readonly stdout: string }> {
    const child = this.start(args, start);
    let stdout = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    const { status, stderr } = await ending(child);
    return { status, stderr, stdout };
  }

  /**
   * The losses of disturbed runs: reported facts that are not stored, or reported twice; a wrong state; and
   * differences from an undisturbed run once the sweep has ended.
   */
  async losses(
    runs: readonly Pick<Ended, 'events'>[],
    { database = this.database, ...start }: Start & { database?: string; workers?: number } = {},
  ): Promise<string[]> {
    const events = runs.flatMap((run) => run.events);
    const told = missingFrom(existsSync(database) ? contents(database) : undefined, events);
    const again = await this.run(undefined, { database, ...start });
    if (again.status !== this.current!.status)
      return [...told, `the next run ended with ${again.status}: ${again.stderr}`];
    const dump = canonicalDump(database);
    return [
      ...told,
      ...[...runs, again].flatMap((run) => repeatedIn(run.events)),
      ...missingFrom(contents(database), [...events, ...again.events]),
      ...contradictions(dump),
      ...differences(dump, this.unhurt.dump),
    ];
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }

  private empty(search: Search): void {
    rmSync(this.folder, { recursive: true, force: true });
    this.rounds++;
    this.current = search;
    mkdirSync(this.folder);
    for (const [name, text] of Object.entries(search.files)) writeFileSync(join(this.folder, name), text);
  }
}

function differences(hurt: Dump, unhurt: Dump): string[] {
  const numbers = [...hurt.trials, ...unhurt.trials].map(({ number }) => number);
  const trials = [...new Set(numbers)].flatMap((number) => {
    const [was, is] = [unhurt, hurt].map((dump) => dump.trials.find((trial) => trial.number === number));
    return isDeepStrictEqual(was, is)
      ? []
      : [`trial ${number} is not as it is unhurt: ${JSON.stringify(is)} in place of ${JSON.stringify(was)}`];
  });
  if (trials.length > 0 || isDeepStrictEqual(hurt.ranks, unhurt.ranks)) return trials;
  return ['the ranks are not those of a run that nobody hurt'];
}
