// Seconds until a trial has a val_accuracy, ours beside Optuna and Keras on the same two cores; words are seeds and minutes.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { PYTHON } from './peers/commands.ts';
import { SINGLE_THREAD } from './peers/pin.ts';
import { quantile } from './statistics.ts';

const TARGETS = [0.9, 0.905, 0.91];
/** The last of a side's own words that are shown when it breaks down. */
const KEPT_WORDS = 2000;
const CORES = ['0', '1'];
const [seeds = 3, minutes = 40] = process.argv.slice(2).map(Number);
const DATA = process.env.SWEEP_DATA_DIR;
if (!DATA) {
  console.error('SWEEP_DATA_DIR names the folder of Fashion-MNIST that both read.');
  process.exit(2);
}
const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** What a side did until it was there or out of time: when it reached each target, in seconds from its start. */
interface Ran {
  readonly reachedS: readonly (number | undefined)[];
  readonly epochs: number;
  readonly trials: number;
}

/** A command, and the core that it is pinned to. */
type Command = readonly [string, readonly string[], cores: string];

/** Runs the commands of one side at once and follows the epochs that they print. */
async function run(commands: readonly Command[]): Promise<Ran> {
  const startedAt = performance.now();
  const reachedS: (number | undefined)[] = TARGETS.map(() => undefined);
  const trials = new Set<number>();
  let epochs = 0;
  const children = commands.map(([command, args, cores]) =>
    spawn('taskset', ['-c', cores, command, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...SINGLE_THREAD },
    }),
  );
  let isStopped = false;
  const stop = (): void => {
    isStopped = true;
    for (const child of children) child.kill();
  };
  const limit = setTimeout(stop, minutes * 60_000);
  const follow = async (child: (typeof children)[number]): Promise<void> => {
    let words = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      words = (words + text).slice(-KEPT_WORDS);
    });
    child.on('close', (code) => {
      if (!isStopped) throw new Error(`${child.spawnargs.join(' ')} ended with ${code}: ${words}`);
    });
    for await (const line of createInterface(child.stdout)) {
      const { val_accuracy: value, trial } = JSON.parse(line) as { val_accuracy?: number; trial?: number };
      if (value === undefined || trial === undefined) continue;
      epochs++;
      trials.add(trial);
      for (const [index, target] of TARGETS.entries()) {
        if (value >= target) reachedS[index] ??= (performance.now() - startedAt) / 1000;
      }
      if (reachedS.every((reached) => reached !== undefined)) stop();
    }
  };
  await Promise.all(children.map(async (child) => Promise.all([follow(child), once(child, 'close')])));
  clearTimeout(limit);
  return { reachedS, epochs, trials: trials.size };
}

function ours(folder: string, seed: number): Command[] {
  const spec = join(folder, 'race.yaml');
  writeFileSync(spec, `${readFileSync(here('race/race.yaml'), 'utf8')}seed: ${seed}\n`);
  const args = [
    here('../bin/sweep.js'),
    'run',
    spec,
    '--db',
    join(folder, 'runs.db'),
    '--workers',
    '2',
    '--json',
  ];
  return [[process.execPath, args, CORES.join(',')]];
}

function theirs(folder: string, seed: number): Command[] {
  const journal = join(folder, 'study.log');
  const target = String(TARGETS.at(-1));
  return CORES.map((core, index): Command => {
    const args = [here('race/optuna_keras.py'), journal, String(seed), DATA!, target, String(index)];
    return [PYTHON, args, core];
  });
}

const SIDES = { sweep: ours, 'Optuna, Keras': theirs };
type Side = keyof typeof SIDES;

const results: Record<Side, Ran[]> = { sweep: [], 'Optuna, Keras': [] };
for (let seed = 1; seed <= seeds; seed++) {
  for (const side of Object.keys(SIDES) as Side[]) {
    const folder = mkdtempSync(join(tmpdir(), 'sweep-bench-race-'));
    const ran = await run(SIDES[side](folder, seed));
    rmSync(folder, { recursive: true, force: true });
    results[side].push(ran);
    const times = TARGETS.map((target, index) => `${target} ${said(ran.reachedS[index])}`).join(', ');
    console.log(`seed ${seed}, ${side}: ${times}; ${ran.epochs} epochs of ${ran.trials} trials`);
  }
}
for (const [index, target] of TARGETS.entries()) {
  const [a, b] = (Object.keys(SIDES) as Side[]).map((side) =>
    quantile(
      results[side].map(({ reachedS }) => reachedS[index] ?? Infinity),
      0.5,
    ),
  ) as [number, number];
  console.log(`val_accuracy ${target}: median ${said(a)} against ${said(b)}, ratio ${(a / b).toFixed(2)}`);
}

function said(seconds: number | undefined): string {
  return seconds === undefined || seconds === Infinity ? `not in ${minutes} min` : `${seconds.toFixed(0)} s`;
}
