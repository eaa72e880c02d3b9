import { describe, expect, it } from 'vitest';
import type { PlannedTrial } from '../../src/store/store.ts';
import { Admission } from '../../src/sweep/admission.ts';
import { TrialQueue } from '../../src/sweep/trialQueue.ts';
import { planned } from '../store/sweeps.ts';
import { memory, runTiny, tinySpec } from './tinySweep.ts';

/** A trial that needs as many bytes as it has units. */
function trial(number: number, units: number, crashes = 0): PlannedTrial {
  const { configuration } = planned({ units });
  return { number, attempt: 1, configuration, replicate: 0, seed: 7, state: 'queued', crashes };
}

function queueOf(trials: readonly PlannedTrial[], roomBytes: number): TrialQueue {
  const needBytes = ({ units }: PlannedTrial['configuration']) => Number(units);
  const queue = new TrialQueue(Infinity, new Admission({ roomBytes, needBytes }));
  queue.add(trials);
  return queue;
}

/**
 * Runs a queue on two lanes, each trial for one turn per byte; returns the sets of trials that ran together.
 */
async function runTogether(queue: TrialQueue, lanes = 2): Promise<string[]> {
  const running = new Set<number>();
  const seen: string[] = [];
  const lane = async (): Promise<void> => {
    for (let next = await queue.take(); next; next = await queue.take()) {
      running.add(next.number);
      seen.push([...running].sort((a, b) => a - b).join('+'));
      for (let turn = 0; turn < Number(next.configuration.units); turn++) {
        await new Promise(setImmediate);
      }
      running.delete(next.number);
      queue.done(next);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return seen;
}

describe('trials of a sweep', () => {
  it('run together as far as they fit, in order', async () => {
    expect(await runTogether(queueOf([trial(1, 5), trial(2, 4), trial(3, 6)], 10))).toEqual([
      '1',
      '1+2',
      '3',
    ]);
  });

  it('let smaller ones by while they wait for room', async () => {
    const seen = await runTogether(queueOf([trial(1, 6), trial(2, 7), trial(3, 4)], 10));
    expect(seen).toEqual(['1', '1+3', '2']);
  });

  it('run last and alone where they are not estimated to fit at all', async () => {
    const seen = await runTogether(queueOf([trial(1, 50), trial(2, 3), trial(3, 3), trial(4, 20)], 10), 3);
    expect(seen).toEqual(['2', '2+3', '1', '4']);
  });

  it('run last and alone after their process ended beneath them twice', async () => {
    const seen = await runTogether(
      queueOf([trial(1, 2, 2), trial(2, 2, 3), trial(3, 2, 1), trial(4, 2)], 10),
      4,
    );
    expect(seen).toEqual(['3', '3+4', '1', '2']);
  });

  it('can be taken out of the queue before they have begun, risky ones too', () => {
    const queue = queueOf([trial(1, 50), trial(2, 3)], 10);
    expect(queue.remove(1)?.number).toBe(1);
    expect(queue.remove(1)).toBeUndefined();
    expect(queue.toRun).toBe(1);
  });
});

it('a sweep trains at once what fits together, and last what does not fit, with the same results', async () => {
  const spec = tinySpec(
    'method: grid\nparameters: {units: {values: [9, 6, 5, 4]}, epochs: 3, batch_size: 20}',
  );
  const needBytes = ({ units }: PlannedTrial['configuration']) => Number(units);
  const running = new Set<unknown>();
  const together: unknown[][] = [];
  const { end } = await runTiny(memory(), spec, {
    threads: 3,
    memory: { roomBytes: 8, needBytes },
    onEvent: (event) => {
      if (event.type === 'trial_started') {
        running.add(event.trial.configuration.units);
        together.push([...running]);
      } else if (event.type === 'trial_ended') running.delete(event.trial.configuration.units);
    },
  });
  expect(end.counts).toMatchObject({ completed: 4 });
  expect(together.map((units) => units.length)).toEqual([1, 1, 1, 1]);
  expect(together.at(-1)).toEqual([9]);
});
