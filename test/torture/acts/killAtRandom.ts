import { setTimeout } from 'node:timers/promises';
import type { Random } from '../../../src/random.ts';
import type { Act } from '../act.ts';
import type { Ended, Subject } from '../subject.ts';

/** One less than the attempts after which a trial fails as the cause of the ends. */
const KILLS = 2;

export const killAtRandom: Act = {
  name: 'SIGKILL at random moments, twice in a sweep',
  hurtsInRound: KILLS,
  async attempt(subject, random) {
    const ended: Ended[] = [];
    const wrong: string[] = [];
    // A run that was asked to stop leaves states, from which the next one goes on.
    if (random.below(3) === 0) ended.push(await hurt(subject, random, 'SIGINT'));
    for (let kill = 0; kill < KILLS; kill++) {
      const run = await hurt(subject, random, 'SIGKILL');
      ended.push(run);
      if (run.signal === 'SIGKILL' && run.events.length > 0) wrong.push(...(await claimsOfTheDead(subject)));
    }
    return [...wrong, ...(await subject.losses(ended, { workers: 1 + random.below(4) }))];
  },
};

/** One run with another number of workers, which has that signal somewhere in the time that an unhurt one takes, early rather than when it is over. */
async function hurt(subject: Subject, random: Random, signal: NodeJS.Signals): Promise<Ended> {
  const clock = new AbortController();
  const afterMs = random.uniform() ** 2 * subject.unhurt.durationMs;
  const ended = await subject.run(
    (_event, child, nth) => {
      if (nth > 1) return;
      setTimeout(afterMs, undefined, { signal: clock.signal }).then(
        () => child.kill(signal),
        () => undefined,
      );
    },
    { workers: 1 + random.below(4) },
  );
  clock.abort();
  return ended;
}

/** What is shown of a sweep whose process is gone, before another one goes on with it. */
async function claimsOfTheDead(subject: Subject): Promise<string[]> {
  const listed = await subject.command(['ls', '--json', '--db', subject.database]);
  if (listed.status !== 0) return [`ls ended with ${listed.status}: ${listed.stderr}`];
  const [sweep] = JSON.parse(listed.stdout);
  const wrong = [];
  if (sweep.state === 'running') wrong.push('the sweep is said to run, and its process is dead');
  if (sweep.trials.running > 0) wrong.push(`${sweep.trials.running} trials are said to run, and none does`);
  const rows = await subject.command(['leaderboard', '--json', '--db', subject.database]);
  if (rows.stdout.includes('"running"')) wrong.push('the leaderboard has a running trial, and none does');
  return wrong;
}
