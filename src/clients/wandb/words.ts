import { Refusal, type SweepState, type SweepWish, type TrialKey, type TrialView } from '../tracker.ts';

/** Translates between our words and W&B's. */
export function runState(trial: TrialView): string {
  if (trial.silent) return 'crashed';
  const states = {
    queued: 'pending',
    running: 'running',
    completed: 'finished',
    pruned: 'killed',
    failed: 'failed',
    cancelled: 'killed',
  } as const;
  return states[trial.state];
}

export function sweepState(state: SweepState): string {
  return { running: 'RUNNING', paused: 'PAUSED', ended: 'FINISHED', cancelled: 'CANCELED', failed: 'FAILED' }[
    state
  ];
}

export function sweepWish(state: string): SweepWish {
  const wishes: Record<string, SweepWish> = {
    PAUSED: 'pause',
    RUNNING: 'resume',
    FINISHED: 'end',
    CANCELED: 'cancel',
  };
  const wish = wishes[state.toUpperCase()];
  if (!wish)
    throw new Refusal('invalid', `A sweep becomes RUNNING, PAUSED, FINISHED or CANCELED, not ${state}.`);
  return wish;
}

/** The project of runs whose script names none; W&B's client shows the same name. */
export const UNNAMED_PROJECT = 'uncategorized';

/** Checks W&B's rule for names of projects and ids of runs. */
export function checkedName(value: unknown, kind: string): string {
  if (
    typeof value !== 'string' ||
    value.trim() === '' ||
    value.length > 128 ||
    /[/\\#?%:\p{Cc}]/u.test(value)
  )
    throw new Refusal(
      'invalid',
      `The ${kind} ${JSON.stringify(String(value).slice(0, 60))} is not possible: 1 to 128 characters, without / \\ # ? % and :.`,
    );
  return value;
}

export function keyOf(project: unknown, id: unknown): TrialKey {
  return { project: checkedName(project || UNNAMED_PROJECT, 'project'), id: checkedName(id, 'id of a run') };
}

/** The id with which the client names a run without its project, such as in an update. */
export function storageId({ project, id }: TrialKey, entity: string): string {
  return Buffer.from(`Run:v1:${id}:${project}:${entity}`).toString('base64');
}

export function keyOfStorageId(id: string): TrialKey {
  const [kind, , run, project] = Buffer.from(id, 'base64').toString('utf8').split(':');
  if (kind !== 'Run')
    throw new Refusal('not_found', `There is no run with the id ${JSON.stringify(id.slice(0, 60))}.`);
  return keyOf(project, run);
}
