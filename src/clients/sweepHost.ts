import type { AgentExecutor } from '../executor/agents/agentExecutor.ts';
import type { Metric } from '../metric/metric.ts';
import type { SweepState, SweepWish } from './tracker.ts';

/** Runs the sweeps that clients begin: reads their text, searches, and stores the results. */
export interface SweepHost {
  /**
   * Begins a sweep whose trials go to the agents of its executor, and returns once it has begun.
   * @throws Refusal with every mistake of the text.
   */
  begin(project: string, text: string): Promise<HostedSweep>;
  /**
   * Goes on with a sweep that an earlier process began, or that was `suspended` here, for an agent or a
   * reader that asks for it. Undefined if there is none.
   */
  resume(id: string, suspended?: HostedSweep): Promise<HostedSweep | undefined>;
}

/** A sweep that runs here. */
export interface HostedSweep {
  /** Unique for good: agents that outlive this process ask for it again. */
  readonly id: string;
  readonly project: string;
  /** The text that the client sent. */
  readonly text: string;
  readonly createdAtMs: number;
  readonly name: string;
  readonly method: string;
  readonly metric: Metric | undefined;
  /** The program that agents of a command line start; undefined if only functions can run it. */
  readonly program: string | undefined;
  readonly warnings: readonly string[];
  readonly plannedTrials: number | undefined;
  readonly executor: AgentExecutor;
  /** Set once all agents have left before its end, and settled when nothing of it runs here any more. */
  readonly suspended: Promise<void> | undefined;
  state(): SweepState;
  steer(wish: SweepWish): Promise<void>;
}
