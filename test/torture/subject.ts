import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageFile } from '../../src/package.ts';
import { npzOf, stripes } from '../helpers/stripes.ts';
import { contents, type Stored } from './contents.ts';

/** Six trials of up to twelve epochs, half of which begin with those of others: long enough to be hurt, short enough to be hurt often. */
const SPEC = `name: torture
model: ann
dataset: { name: stripes, path: ../stripes.npz }
method: grid
seed: 3
workers: 2
validation: 100
parameters:
  units: [8, 16, [8, 8]]
  optimizer: sgd
  batch_size: 10
  epochs: [8, 12]
`;

export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What `run --json` told on standard output, up to the last whole line. */
  readonly events: readonly Told[];
  readonly stderr: string;
}

/** An event of `run --json`. */
export type Told = Readonly<Record<string, unknown>> & { readonly event: string };

export interface Start {
  /** Programs in front of it, such as `faketime`. */
  readonly before?: readonly string[];
  /** Where standard output goes in place of being read. */
  readonly stdout?: number;
}

/** The run that is hurt: a spec, its dataset, a database anew for each round, and what an unhurt run leaves in it. */
export class Subject {
  private readonly home = mkdtempSync(join(tmpdir(), 'sweep-torture-'));
  private rounds = 0;
  private reference: Stored | undefined;

  static async create(): Promise<Subject> {
    const subject = new Subject();
    writeFileSync(join(subject.home, 'stripes.npz'), npzOf(stripes(600, 12, 1, 4), stripes(80, 12, 1, 4)));
    subject.renew();
    const { status, stderr } = await subject.run();
    if (status !== 0) throw new Error(`The undisturbed run ended with ${status}: ${stderr}`);
    subject.reference = contents(subject.database);
    return subject;
  }

  /** An empty folder for the next round. */
  renew(): void {
    rmSync(this.folder, { recursive: true, force: true });
    this.rounds++;
    mkdirSync(this.folder);
    writeFileSync(join(this.folder, 'spec.yaml'), SPEC);
  }

  get folder(): string {
    return join(this.home, String(this.rounds));
  }

  get database(): string {
    return join(this.folder, 'runs.db');
  }

  /** Starts `sweep` with these arguments. */
  start(args: readonly string[], { before = [], stdout }: Start = {}): ChildProcess {
    const { SWEEP_DB: _, ...env } = process.env;
    const [command, ...rest] = [...before, process.execPath, packageFile('bin/sweep.js'), ...args];
    return spawn(command!, rest, {
      cwd: this.folder,
      env: { ...env, HOME: this.home, NO_COLOR: '1' },
      stdio: ['ignore', stdout ?? 'pipe', 'pipe'],
    });
  }

  /** Runs the sweep to its end, whatever that is; `watch` hears of each event as it is printed. */
  async run(
    watch: (event: Told, child: ChildProcess, nth: number) => void = () => {},
    start: Start & { readonly database?: string } = {},
  ): Promise<Ended> {
    const child = this.start(['run', 'spec.yaml', '--json', '--db', start.database ?? this.database], start);
    const events: Told[] = [];
    if (child.stdout) {
      createInterface(child.stdout).on('line', (line) => {
        const event = parse(line);
        if (event) watch(event, child, events.push(event));
      });
    }
    return { events, ...(await ending(child)) };
  }

  /** Runs another command to its end. */
  async command(args: readonly string[], start: Start = {}): Promise<Pick<Ended, 'status' | 'stderr'>> {
    const child = this.start(args, start);
    child.stdout?.resume();
    return ending(child);
  }

  /**
   * What a hurt run lost: what it had told and is not stored, a state that is not so, and anything that differs from a
   * run that nobody hurt once it has been run to its end.
   */
  async losses({ events }: Pick<Ended, 'events'>, database = this.database): Promise<string[]> {
    const told = existsSync(database)
      ? missingFrom(contents(database), events)
      : missingFrom(undefined, events);
    const again = await this.run(undefined, { database });
    if (again.status !== 0) return [...told, `the next run ended with ${again.status}: ${again.stderr}`];
    const now = contents(database);
    const differences = Object.entries(this.reference!.trials)
      .filter(([trial, unhurt]) => now.trials[trial] !== unhurt)
      .map(([trial]) => `trial ${trial} differs from that of a run that nobody hurt`);
    return [...told, ...now.damage, ...differences];
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** What was told and is not in the database. */
export function missingFrom(stored: Stored | undefined, events: readonly Told[]): string[] {
  const facts = events.flatMap((event) => {
    if (event.event === 'epoch') return [`epoch ${event.epoch} of trial ${event.trial}: ${event.val_loss}`];
    if (event.event === 'trial_ended' && event.state !== 'queued')
      return [`trial ${event.trial} ${event.state}`];
    return [];
  });
  const missing = facts.filter((fact) => !stored?.facts.has(fact));
  const damage = [...(stored?.damage ?? [])];
  if (missing.length === 0) return damage;
  return [...damage, `${missing.length} facts told and not stored, such as ${missing[0]}`];
}

/** A line that a killed process had not finished is no event. */
function parse(line: string): Told | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

async function ending(child: ChildProcess): Promise<Omit<Ended, 'events'>> {
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve) => {
    child.on('close', (status, signal) => resolve({ status, signal, stderr }));
  });
}
