import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Finished, Workbench } from './workbench.ts';

const SPEC = `name: long
model: ann
dataset: synthetic
method: random
run_cap: 2
seed: 5
workers: 1
parameters:
  units: { min: 8, max: 60 }
  batch_size: 1024
  epochs: 400
`;

/** The events of that kind in the output of a run. */
function events({ stdout }: Finished, kind: string): Record<string, unknown>[] {
  const lines = stdout.trim().split('\n');
  return lines.map((line) => JSON.parse(line)).filter(({ event }) => event === kind);
}

describe('a sweep that is steered from another process', () => {
  let bench: Workbench;
  beforeEach(() => {
    bench = new Workbench();
    bench.write('long.yaml', SPEC);
  });
  afterEach(() => bench.remove());

  it('stops trials, pauses, goes on and stops as it is asked, and says so', async () => {
    const steps = [
      ['stop', '1'],
      ['pause', 'long'],
      ['resume', 'long', '--json'],
      ['resume'],
      ['stop', 'long'],
    ];
    let steering: Promise<Finished[]> | undefined;
    const steer = async (): Promise<Finished[]> => {
      const finished: Finished[] = [];
      for (const step of steps) finished.push(await bench.run(step));
      return finished;
    };
    const run = await bench.run(['run', 'long.yaml', '--json'], (line) => {
      const { event, epoch } = JSON.parse(line);
      if (event === 'epoch' && epoch === 2) steering ??= steer();
    });
    const results = (await steering)!;
    expect(results.map(({ status }) => status)).toEqual([0, 0, 0, 2, 0]);
    expect(results[0]!.stdout).toMatch(/Trial 1 ends at its next step/);
    expect(JSON.parse(results[2]!.stdout)).toMatchObject({ kind: 'resume_sweep', takenUp: true });
    expect(results[3]!.stderr).toMatch(/The sweep is not paused/);
    expect(run.status).toBe(130);
    expect(events(run, 'request_taken').map(({ kind, accepted }) => [kind, accepted])).toEqual([
      ['stop_trial', true],
      ['pause_sweep', true],
      ['resume_sweep', true],
      ['resume_sweep', false],
      ['stop_sweep', true],
    ]);
    expect(events(run, 'trial_ended')[0]).toMatchObject({ trial: 1, state: 'cancelled' });
    expect(events(run, 'sweep_ended')).toMatchObject([{ state: 'interrupted', cancelled: 1, left: 1 }]);
    const late = await bench.run(['stop', 'long']);
    expect(late.status).toBe(2);
    expect(late.stderr).toMatch(/No process runs the sweep long[\s\S]*run SPEC/);
  }, 120_000);
});
