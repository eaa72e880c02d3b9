import { expect, it } from 'vitest';
import { type Database, findTrial, leaderboard, trialDetail, trialHistory } from '../../src/store/index.ts';
import type { SweepEvent } from '../../src/sweep/events.ts';
import { memory, runTiny, tinySpec } from './tinySweep.ts';

const TRIALS = 12;
const ASHA = '{type: asha, eta: 3}';

/** A search whose winner asha stops, because it begins more slowly than earlier trials. */
function spec(earlyTerminate?: string) {
  return {
    ...tinySpec(`method: random
run_cap: ${TRIALS}
lookahead: 2
${earlyTerminate ? `early_terminate: ${earlyTerminate}` : ''}
metric: val_loss
parameters:
  epochs: 9
  units: [8, 32]
  batch_size: [8, 16, 32]
  optimizer: [sgd, adam, rmsprop]
  learning_rate: {distribution: log_uniform_values, min: 0.0003, max: 0.3}
`),
    seed: 7,
  };
}

/** The results that every run must have, whatever happened to it. */
function outcomeOf(db: Database) {
  return Array.from({ length: TRIALS }, (_, index) => {
    const trial = trialDetail(db, findTrial(db, `tiny/${index + 1}`).trialId);
    const { configuration, seed, state, reason, metrics } = trial;
    const history = trialHistory(db, trial.trialId).map(({ step, metrics: values }) => [step, values]);
    const { latencyMs: _latencyMs, ...measured } = metrics;
    return { configuration, seed, state, reason, measured, history };
  });
}

const winnerOf = (db: Database) => leaderboard(db, 1)[0]!.trials[0];

function thawedIn(events: readonly SweepEvent[]) {
  return events.flatMap((event) =>
    event.type === 'trial_started' && event.trial.thawed !== undefined
      ? [[event.trial.number, event.resumedFrom]]
      : [],
  );
}

it('finds the winner that asha stopped, the same at any width and where it was interrupted', async () => {
  const [whole, stopped, thawed] = [memory(), memory(), memory()];
  await runTiny(whole, spec());
  await runTiny(stopped, spec(ASHA));
  const thawing = spec('{type: asha, eta: 3, thaw: true}');
  const { end, events } = await runTiny(thawed, thawing);
  expect(winnerOf(stopped)).not.toBe(winnerOf(whole));
  expect(winnerOf(thawed)).toBe(winnerOf(whole));
  const again = thawedIn(events);
  expect(again.length).toBeGreaterThan(1);
  expect(end).toMatchObject({ state: 'completed', left: 0 });
  expect(end.counts.completed + end.counts.pruned).toBe(TRIALS);

  const outcome = outcomeOf(thawed);
  const before = outcomeOf(stopped);
  const full = outcomeOf(whole);
  for (const [number, step] of again) {
    const { state, reason, history } = outcome[number! - 1]!;
    expect(state).toBe('completed');
    // It goes on from its state to the same bits as without the stop.
    expect(history).toEqual(full[number! - 1]!.history);
    expect(before[number! - 1]!.history).toHaveLength(step!);
    expect(reason!.message).toMatch(
      new RegExp(
        `^After epoch ${step} val_loss .* Thawed after epoch ${step}: val_loss .* is now among the best third of`,
      ),
    );
  }
  const wide = memory();
  await runTiny(wide, thawing, { threads: 3 });
  expect(outcomeOf(wide)).toEqual(outcome);

  const interrupted = memory();
  const stop = new AbortController();
  const onEvent = (event: SweepEvent): void => {
    if (event.type === 'report' && event.trial.thawed !== undefined && event.report.step === 6) stop.abort();
  };
  await runTiny(interrupted, thawing, { signal: stop.signal, onEvent });
  expect((await runTiny(interrupted, thawing, { threads: 2 })).end).toMatchObject({
    state: 'completed',
    left: 0,
  });
  expect(outcomeOf(interrupted)).toEqual(outcome);
});

it('lets no more than so many go on, once each, and gives them finals', async () => {
  const db = memory();
  const thawing = { ...spec('{type: asha, eta: 3, thaw: 3}'), finals: { top: 2, seeds: 1 } };
  const { end, events } = await runTiny(db, thawing, { threads: 2 });
  expect(thawedIn(events)).toHaveLength(3);
  expect(end).toMatchObject({ state: 'completed', left: 0 });
  const rounds = events.flatMap((event) =>
    event.type === 'round_started' ? [[event.kind, event.trials.length]] : [],
  );
  expect(rounds).toEqual([
    ['thaw', 3],
    ['finals', 2],
  ]);
  const again = await runTiny(db, thawing, { threads: 2 });
  expect(again.end.counts).toMatchObject({ completed: 0, pruned: 0 });
  expect(leaderboard(db, 1)[0]!.trials).toHaveLength(2);
});

it('lets so many of each scientific value go on', async () => {
  const db = memory();
  const thawing = { ...spec('{type: asha, eta: 3, thaw: 1}'), roles: { scientific: ['optimizer'] } };
  const { end, events } = await runTiny(db, thawing, { threads: 2 });
  expect(end).toMatchObject({ state: 'completed', left: 0 });
  const optimizers = events.flatMap((event) =>
    event.type === 'trial_started' && event.trial.thawed !== undefined
      ? [event.trial.configuration.optimizer]
      : [],
  );
  expect(optimizers.toSorted()).toEqual(['adam', 'rmsprop', 'sgd']);
});
