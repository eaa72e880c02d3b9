import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { trialDetail } from '../../src/store/index.ts';
import { database, temporaryFolder } from '../store/fixture.ts';

const SWEEP = join(import.meta.dirname, '../../bin/sweep.js');

/** The first trial is long, so that the test can kill its process while it runs. */
const SPEC = `name: crashes
model: ann
dataset: synthetic
method: grid
workers: 2
parameters: {units: 2, batch_size: 4096, epochs: {values: [5000, 1, 2, 3]}}
`;

interface Event {
  readonly event: string;
  readonly trial?: number;
  readonly state?: string;
  readonly reason?: { readonly code: string; readonly message: string };
}

/** Runs the sweep; kills the process, as the kernel would, at the event for which `killAt` is true. */
async function run(folder: string, killAt: (event: Event) => boolean) {
  const child = spawn(process.execPath, [SWEEP, 'run', 'crashes.yaml', '--json'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  const events: Event[] = [];
  for await (const line of createInterface(child.stdout)) {
    const event: Event = JSON.parse(line);
    events.push(event);
    if (killAt(event)) child.kill('SIGKILL');
  }
  const [status, signal] = await exited;
  return { status, signal, events };
}

const named = (events: readonly Event[], name: string) =>
  events.filter(({ event }) => event === name).map(({ trial }) => trial);

it('a trial that kills its process three times fails with a reason, and all others are trained', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'crashes.yaml'), SPEC);
  const guiltyStarts = ({ event, trial }: Event): boolean => event === 'trial_started' && trial === 1;

  // Any process may be killed by chance: the second attempt runs beside others as the first did.
  for (const { signal } of [await run(folder, guiltyStarts), await run(folder, guiltyStarts)])
    expect(signal).toBe('SIGKILL');

  // Another one may have begun beside it and be under suspicion, too: it has its own turn, before or after.
  const { events } = await run(folder, guiltyStarts);
  const started = named(events, 'trial_started');
  expect(started.at(-1)).toBe(1);
  expect(named(events, 'trial_ended')).toEqual(expect.arrayContaining(started.slice(0, -1)));

  const fourth = await run(folder, () => false);
  expect(fourth.status).toBe(1);
  expect(named(fourth.events, 'trial_started')).not.toContain(1);
  const [ended] = fourth.events.filter(({ event, trial }) => event === 'trial_ended' && trial === 1);
  expect(ended).toMatchObject({ trial: 1, state: 'failed', reason: { code: 'trial_crashed' } });
  expect(ended!.reason!.message).toContain('3 times');

  const db = database(join(folder, 'runs.db'));
  expect([1, 2, 3, 4].map((trial) => trialDetail(db, trial).state)).toEqual([
    'failed',
    'completed',
    'completed',
    'completed',
  ]);
});
