import { SweepError } from '../../errors.ts';
import {
  type Database,
  type FiledRequest,
  fileRequest,
  findSweep,
  findTrial,
  listRequests,
  type RequestAnswer,
  type RequestWish,
} from '../../store/index.ts';
import type { Context } from '../context.ts';
import { writing } from '../database.ts';
import { invocation } from '../invocation.ts';

/**
 * Time that a command waits until the running process reads its request; that process looks twice a second.
 */
const PATIENCE_MS = 5000;
const LOOK_MS = 100;

interface SweepArguments {
  readonly sweep?: string | undefined;
}

/** Stops a trial, or a sweep so that it can go on later. */
export function stop({ target }: { readonly target: string }, context: Context): Promise<number> {
  return ask(context, (db) => {
    if (!/(^|\/)#?\d+$/.test(target))
      return { sweepId: findSweep(db, target).id, wish: { kind: 'stop_sweep' } };
    const { sweepId, number } = findTrial(db, target);
    return { sweepId, wish: { kind: 'stop_trial', trial: number } };
  });
}

/** Pauses a sweep: no further trial starts for now. */
export function pause({ sweep }: SweepArguments, context: Context): Promise<number> {
  return ask(context, (db) => ({ sweepId: findSweep(db, sweep).id, wish: { kind: 'pause_sweep' } }));
}

/** Goes on with a sweep that was paused. */
export function resume({ sweep }: SweepArguments, context: Context): Promise<number> {
  return ask(context, (db) => ({ sweepId: findSweep(db, sweep).id, wish: { kind: 'resume_sweep' } }));
}

/**
 * Leaves a request for the process that runs the sweep and waits a little for the answer.
 * @throws SweepError `sweep_not_running` or `request_invalid` if it is refused.
 */
function ask(
  context: Context,
  find: (db: Database) => { readonly sweepId: number; readonly wish: RequestWish },
): Promise<number> {
  return writing(context, async (db) => {
    const { sweepId, wish } = find(db);
    const filed = fileRequest(db, sweepId, wish, 'command line');
    const answer = await answerTo(db, filed);
    if (answer && !answer.accepted) throw new SweepError('request_invalid', answer.outcome);
    const outcome =
      answer?.outcome ??
      `The sweep has not read this yet; its page in \`${invocation()} serve${context.atDatabase}\` shows when it does.`;
    const { kind, ...object } = wish;
    if (context.json) {
      context.printJson({
        request: filed.id,
        sweep: sweepId,
        kind,
        ...object,
        takenUp: answer !== null,
        outcome,
      });
    } else context.print(outcome);
    return 0;
  });
}

async function answerTo(db: Database, { id, sweepId }: FiledRequest): Promise<RequestAnswer | null> {
  for (const until = performance.now() + PATIENCE_MS; performance.now() < until; ) {
    const found = listRequests(db, sweepId, 20).find((request) => request.id === id);
    if (found?.answer) return found.answer;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return null;
}
