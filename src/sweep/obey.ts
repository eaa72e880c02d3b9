import type { OpenRequest, RequestAnswer, RequestWish, RunningSweep } from '../store/store.ts';

/** What requests may do to a run; each says what came of it. */
export interface Steerable {
  stopTrial(trial: number): RequestAnswer;
  stopSweep(): RequestAnswer;
  pauseSweep(): RequestAnswer;
  resumeSweep(): RequestAnswer;
  raiseRunCap(runCap: number): RequestAnswer;
}

/** Takes up the requests that are open, in the order in which they were made, and answers each. */
export function obeyRequests(
  sweep: RunningSweep,
  run: Steerable,
  onTaken: (request: OpenRequest, answer: RequestAnswer) => void,
): void {
  for (const request of sweep.openRequests()) {
    const answer = request.stale ? obeyLate(run, request) : obey(run, request);
    sweep.answerRequest(request.id, answer);
    onTaken(request, answer);
  }
}

/**
 * A process died before it read the request. What was asked of a trial or of the space still holds; what was asked
 * of that run ended with it.
 */
function obeyLate(run: Steerable, request: RequestWish): RequestAnswer {
  if (request.kind === 'stop_trial' || request.kind === 'raise_run_cap') return obey(run, request);
  return refuse('The process that ran the sweep had ended before it read this; another one runs it now.');
}

function obey(run: Steerable, request: RequestWish): RequestAnswer {
  switch (request.kind) {
    case 'stop_trial':
      return run.stopTrial(request.trial);
    case 'stop_sweep':
      return run.stopSweep();
    case 'pause_sweep':
      return run.pauseSweep();
    case 'resume_sweep':
      return run.resumeSweep();
    case 'raise_run_cap':
      return run.raiseRunCap(request.runCap);
  }
}

export function accept(outcome: string): RequestAnswer {
  return { accepted: true, outcome };
}

export function refuse(outcome: string): RequestAnswer {
  return { accepted: false, outcome };
}
