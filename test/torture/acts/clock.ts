import { type ChildProcess, spawnSync } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { connect } from '../../../src/store/sqlite.ts';
import type { Act } from '../act.ts';
import type { Subject } from '../subject.ts';

/** Limit for the command to file its request. */
const PATIENCE_MS = 20_000;

export function withoutFaketime(): string | undefined {
  return spawnSync('faketime', ['--version']).status === 0 ? undefined : 'faketime is not installed here';
}

export const clock: Act = {
  name: 'a shell whose clock is days off',
  missing: withoutFaketime,
  async attempt(subject, random) {
    const shift = `${random.below(2) ? '+' : '-'}${1 + random.below(5)}d`;
    const line = subject.lineOf(0.3 * random.uniform());
    let stopped: ReturnType<typeof stop> | undefined;
    const ended = await subject.run((_event, child, nth) => {
      if (nth === line) stopped = stop(subject, child, shift);
    });
    const { status, stderr } = (await stopped)!;
    const right = status === 0 && ended.status === 130;
    const wrong = right
      ? []
      : [`stop under ${shift} ended with ${status}, the run with ${ended.status}: ${stderr}`];
    return [...wrong, ...(await subject.losses([ended]))];
  },
};

/**
 * The run waits, without holding the database, until it is asked to stop; it would be over before otherwise.
 */
async function stop(subject: Subject, run: ChildProcess, shift: string) {
  for (;;) {
    const command = await stopOnce(subject, run, shift);
    if (!command.stderr.includes('database_busy')) return command;
  }
}

async function stopOnce(subject: Subject, run: ChildProcess, shift: string) {
  run.kill('SIGSTOP');
  const command = subject.command(['stop', 'torture', '--db', subject.database], {
    before: ['faketime', '-f', shift],
  });
  const sqlite = connect(subject.database, { readonly: true });
  const requests = sqlite.prepare('SELECT count(*) FROM requests').pluck();
  let isOver = false;
  void command.then(() => {
    isOver = true;
  });
  for (const from = performance.now(); performance.now() - from < PATIENCE_MS; await setTimeout(50)) {
    if (isOver || requests.get() !== 0) break;
  }
  sqlite.close();
  run.kill('SIGCONT');
  return command;
}
