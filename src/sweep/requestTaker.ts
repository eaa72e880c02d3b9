import { DatabaseLocked } from '../errors.ts';
import type { OpenRequest, RequestAnswer, RequestWish, RunningSweep } from '../store/store.ts';
import type { WriteQueue } from './writeQueue.ts';

/** What a run does about a request, with what is to be recorded. */
export interface CarriedOut {
  /** Records the consequences of the request, in the transaction that answers it, and returns the answer. */
  record(): RequestAnswer;
  /** Called once that is committed. */
  onCommitted(): void;
}

/** The changes that requests may make to a run. */
export interface Steerable {
  stopTrial(trial: number): CarriedOut;
  stopSweep(): CarriedOut;
  pauseSweep(): CarriedOut;
  resumeSweep(): CarriedOut;
  raiseRunCap(runCap: number): CarriedOut;
}

/** Reads requests as they come: each is carried out at once, and announced when its answer is recorded. */
export class RequestTaker {
  private readonly sweep: RunningSweep;
  private readonly run: Steerable;
  private readonly writes: WriteQueue;
  private readonly onTaken: (request: OpenRequest, answer: RequestAnswer) => void;
  /** Requests whose answers may still wait to be written. */
  private readonly taken = new Set<number>();

  constructor(
    sweep: RunningSweep,
    run: Steerable,
    writes: WriteQueue,
    onTaken: (request: OpenRequest, answer: RequestAnswer) => void,
  ) {
    this.sweep = sweep;
    this.run = run;
    this.writes = writes;
    this.onTaken = onTaken;
  }

  /** Reads open requests, in the order in which they were made. */
  take(): void {
    for (const request of this.open()) {
      if (this.taken.has(request.id)) continue;
      this.taken.add(request.id);
      const { record, onCommitted } = request.stale
        ? carryOutLate(this.run, request)
        : carryOut(this.run, request);
      const answer = (): RequestAnswer => {
        const answered = record();
        this.sweep.answerRequest(request.id, answered);
        return answered;
      };
      void this.writes.add(answer, (answered) => {
        onCommitted();
        this.onTaken(request, answered);
      });
    }
  }

  /** None while another process keeps even readers out. */
  private open(): readonly OpenRequest[] {
    try {
      return this.sweep.openRequests();
    } catch (error) {
      if (error instanceof DatabaseLocked) return [];
      throw error;
    }
  }
}

/**
 * Carries out a request that an earlier process did not read before it died. A request about a trial or the
 * space still applies; one about that run ended with it.
 */
function carryOutLate(run: Steerable, request: RequestWish): CarriedOut {
  if (request.kind === 'stop_trial' || request.kind === 'raise_run_cap') return carryOut(run, request);
  return refuse('The process that ran the sweep had ended before it read this; another one runs it now.');
}

function carryOut(run: Steerable, request: RequestWish): CarriedOut {
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

export function accept(outcome: string, record = (): void => {}, onCommitted = (): void => {}): CarriedOut {
  const answer = { accepted: true, outcome };
  return {
    record() {
      record();
      return answer;
    },
    onCommitted,
  };
}

export function refuse(outcome: string): CarriedOut {
  return { record: () => ({ accepted: false, outcome }), onCommitted() {} };
}
