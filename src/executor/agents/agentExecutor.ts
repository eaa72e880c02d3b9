import type { MetricValues } from '../../metric/metric.ts';
import type { StepReport, TrialJob, TrialMessage, TrialOutcome } from '../../trial/trial.ts';
import type { Executor } from '../executor.ts';
import { type Agent, Agents } from './agents.ts';
import { agentLost, exited, nothingHeard } from './endings.ts';
import { type Handed, newLease, type Order } from './orders.ts';

export interface AgentLimits {
  /** Most trials that may wait for agents at once. */
  readonly slots: number;
  /** Time without any message after which an agent, and the trial that it runs, are given up. */
  readonly silenceMs: number;
  /** Time in which a trial must end after it was asked to stop. */
  readonly graceMs: number;
  /**
   * Time without a heartbeat after which an agent that runs nothing has left; it is twice as long for one
   * whose trial has not begun, which may load its libraries.
   */
  readonly goneMs: number;
}

/** W&B's agents send a heartbeat every five seconds. */
const LIMITS: AgentLimits = { slots: 64, silenceMs: 60_000, graceMs: 60_000, goneMs: 15_000 };

export interface AgentExecutorOptions {
  readonly limits?: Partial<AgentLimits> | undefined;
  /** In ms; never goes back. */
  readonly now?: () => number;
  /** An executor that was closed: its agents, and the trials that they were told to stop, are known here. */
  readonly after?: AgentExecutor | undefined;
  /** Called from time to time while all agents have left and none of their trials runs. */
  readonly onDeserted?: () => void;
}

/** A trial that was lost with this many agents after it had begun has failed: it may be what ends them. */
const MOST_LOST = 3;

const MOST_GIVEN_UP = 10_000;

/** A trial that was submitted: it waits for an agent, or an agent has it on a lease. */
interface Ticket {
  readonly job: TrialJob;
  readonly onMessage: (message: TrialMessage) => unknown;
  readonly end: (outcome: TrialOutcome) => void;
  lease: string | undefined;
  agent: Agent | undefined;
  begunAtMs: number;
  heardAtMs: number;
  stopAskedAtMs: number | undefined;
  /** Number of consecutive heartbeats in which its agent did not name it. */
  unnamed: number;
  /** Whether the trial itself was heard of: an agent may take an order and leave. */
  hasBegun: boolean;
}

/**
 * Runs trials on agents: programs, on any machine, that ask for work. A trial is handed out on a lease;
 * messages under a lease that was given up are ignored. The trial of an agent that fell silent ends as `lost`
 * and, when it is submitted again, is the next to be handed out. Not thread-safe: for the event loop of one
 * thread.
 */
export class AgentExecutor implements Executor {
  readonly slots: number;
  readonly agents: Agents;
  private readonly limits: AgentLimits;
  private readonly now: () => number;
  private readonly waiting: Ticket[] = [];
  private readonly leased = new Map<string, Ticket>();
  /** Recent leases that were given up: trials that still run under them must stop. */
  private readonly givenUp: Set<string>;
  /** By trial number: how often the trial was lost after it had begun, and on which host last. */
  private readonly lost: Map<number, { readonly times: number; readonly host: string }>;
  private readonly running = new Set<Promise<unknown>>();
  private readonly watch: NodeJS.Timeout;
  private readonly bornAtMs: number;
  private readonly onDeserted: () => void;
  private ended = false;
  private stopping = false;
  private isDraining = false;
  private readonly drained: (() => void)[] = [];

  constructor({ limits, now, after, onDeserted }: AgentExecutorOptions = {}) {
    this.limits = { ...LIMITS, ...limits };
    this.slots = this.limits.slots;
    this.now = now ?? (() => performance.now());
    this.bornAtMs = this.now();
    this.onDeserted = onDeserted ?? (() => {});
    this.agents = after?.agents ?? new Agents();
    this.givenUp = new Set(after?.givenUp);
    this.lost = new Map(after?.lost);
    const { silenceMs } = this.limits;
    this.watch = setInterval(() => this.giveUpSilent(), Math.min(1000, silenceMs / 4)).unref();
  }

  /** One more than agents have: an agent that asks is answered at once, and nothing is proposed far ahead. */
  get wanted(): number {
    return this.leased.size + 1;
  }

  async submit(job: TrialJob, onMessage: (message: TrialMessage) => unknown): Promise<TrialOutcome> {
    if (this.running.size === this.slots) throw new RangeError(`all ${this.slots} slots are taken`);
    if (this.stopping) return { state: 'stopped' };
    const task = new Promise<TrialOutcome>((end) => {
      const times = { begunAtMs: 0, heardAtMs: 0, stopAskedAtMs: undefined };
      const unknown = { lease: undefined, agent: undefined, unnamed: 0, hasBegun: false };
      const ticket = { job, onMessage, end, ...unknown, ...times };
      if (this.lost.has(job.trial)) this.waiting.unshift(ticket);
      else this.waiting.push(ticket);
    });
    this.running.add(task);
    try {
      return await task;
    } finally {
      this.running.delete(task);
    }
  }

  stop(): void {
    this.stopping = true;
    for (const ticket of this.waiting.splice(0)) ticket.end({ state: 'stopped' });
    for (const ticket of this.leased.values()) ticket.stopAskedAtMs ??= this.now();
  }

  stopTrial(trial: number): void {
    const index = this.waiting.findIndex(({ job }) => job.trial === trial);
    if (index >= 0) this.waiting.splice(index, 1)[0]!.end({ state: 'stopped' });
    for (const ticket of this.leased.values())
      if (ticket.job.trial === trial) ticket.stopAskedAtMs ??= this.now();
  }

  /** Hands out no further trial; resolves once running trials have ended. */
  async drain(): Promise<void> {
    this.isDraining = true;
    if (this.leased.size > 0) await new Promise<void>((resolve) => this.drained.push(resolve));
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.running);
    this.ended = true;
    clearInterval(this.watch);
  }

  /** The next order for an agent that is alive and runs these leases. */
  beat(agent: Agent, named: readonly string[]): Order {
    agent.heardAtMs = this.now();
    let held: Ticket | undefined;
    for (const ticket of [...this.leased.values()]) {
      if (ticket.agent !== agent) continue;
      this.isNamed(ticket, named.includes(ticket.lease!));
      if (!this.leased.has(ticket.lease!)) continue;
      if (ticket.stopAskedAtMs !== undefined && ticket.unnamed === 0)
        return { kind: 'stop', lease: ticket.lease! };
      held = ticket;
    }
    const stale = named.find((lease) => this.givenUp.has(lease));
    if (stale !== undefined) return { kind: 'stop', lease: stale };
    if (held || named.length > 0) return { kind: 'wait' };
    if (this.ended || this.stopping || this.isDraining) return { kind: 'exit' };
    const next = this.waiting.shift();
    return next ? this.handOut(next, agent) : { kind: 'wait' };
  }

  /** Whether the lease is valid. */
  holds(lease: string): boolean {
    return this.leased.has(lease);
  }

  /** Whether the trial under that lease must stop. */
  stopAsked(lease: string): boolean {
    return this.givenUp.has(lease) || this.leased.get(lease)?.stopAskedAtMs !== undefined;
  }

  /** Something was heard of the trial itself, which is alive, whether or not its agent is. */
  hear(lease: string): Ticket | undefined {
    const ticket = this.leased.get(lease);
    if (ticket) Object.assign(ticket, { heardAtMs: this.now(), hasBegun: true });
    return ticket;
  }

  /** Takes reports of the trial; resolves once they are judged, which may be when other trials get there. */
  async report(lease: string, reports: readonly StepReport[]): Promise<void> {
    const ticket = this.hear(lease);
    if (!ticket) return;
    const { trial } = ticket.job;
    await Promise.all(reports.map((each) => ticket.onMessage({ type: 'report', trial, ...each })));
  }

  output(lease: string, text: string): void {
    const ticket = this.hear(lease);
    ticket?.onMessage({ type: 'output', trial: ticket.job.trial, stream: 'stdout', text });
  }

  /** Takes resource samples and files of the trial. */
  take(lease: string, message: Handed): void {
    const ticket = this.hear(lease);
    ticket?.onMessage({ ...message, trial: ticket.job.trial });
  }

  /** Ends a trial whose process, or function, has ended. `lastLines` is the end of its output. */
  end(lease: string, ending: { exitCode: number; metrics: MetricValues; lastLines: string }): void {
    const ticket = this.leased.get(lease);
    if (!ticket) return;
    if (ticket.stopAskedAtMs !== undefined) this.settle(ticket, { state: 'stopped' });
    else if (ending.exitCode === 0) {
      const durationMs = this.now() - ticket.begunAtMs;
      this.settle(ticket, { state: 'completed', result: { metrics: ending.metrics, durationMs } });
    } else {
      const error = exited(ending.exitCode, ticket.agent!.host, ending.lastLines);
      this.settle(ticket, { state: 'failed', error });
    }
  }

  private handOut(ticket: Ticket, agent: Agent): Order {
    ticket.lease = newLease();
    ticket.agent = agent;
    ticket.begunAtMs = ticket.heardAtMs = this.now();
    ticket.unnamed = 0;
    ticket.hasBegun = false;
    this.leased.set(ticket.lease, ticket);
    agent.trials++;
    ticket.onMessage({ type: 'started', trial: ticket.job.trial, worker: agent.number });
    const lost = this.lost.get(ticket.job.trial);
    if (lost && lost.times > 0) {
      const text = `The agent on ${lost.host} fell silent: the trial begins anew.\n`;
      ticket.onMessage({ type: 'output', trial: ticket.job.trial, stream: 'stderr', text });
    }
    return { kind: 'run', lease: ticket.lease, job: ticket.job };
  }

  /**
   * Two heartbeats that do not name its trial mean that the trial ended, and nothing more of it will come.
   */
  private isNamed(ticket: Ticket, isNamed: boolean): void {
    if (isNamed) {
      ticket.unnamed = 0;
      ticket.heardAtMs = this.now();
    } else if (++ticket.unnamed >= 2 && this.now() - ticket.heardAtMs > 0) {
      if (ticket.stopAskedAtMs !== undefined) this.settle(ticket, { state: 'stopped' });
      else this.settle(ticket, { state: 'failed', error: nothingHeard(ticket.agent!.host) });
    }
  }

  private giveUpSilent(): void {
    const now = this.now();
    const { silenceMs } = this.limits;
    const goneMs = Math.min(this.limits.goneMs, silenceMs);
    const unbegunMs = Math.min(2 * goneMs, silenceMs);
    for (const ticket of [...this.leased.values()]) {
      const { stopAskedAtMs, agent, hasBegun } = ticket;
      if (stopAskedAtMs !== undefined && now - stopAskedAtMs > this.limits.graceMs) {
        this.giveUp(ticket);
        ticket.end({ state: 'stopped' });
      } else if (now - Math.max(ticket.heardAtMs, agent!.heardAtMs) > (hasBegun ? silenceMs : unbegunMs))
        this.lose(ticket);
    }
    this.agents.forgetBefore(now - goneMs);
    const isIdle = this.leased.size === 0 && now - this.bornAtMs > goneMs;
    if (isIdle && !this.agents.all().some(({ alive }) => alive)) this.onDeserted();
  }

  private lose(ticket: Ticket): void {
    const { host } = ticket.agent!;
    this.giveUp(ticket);
    if (ticket.stopAskedAtMs !== undefined) {
      ticket.end({ state: 'stopped' });
      return;
    }
    const times = (this.lost.get(ticket.job.trial)?.times ?? 0) + Number(ticket.hasBegun);
    this.lost.set(ticket.job.trial, { times, host });
    if (times === MOST_LOST) ticket.end({ state: 'failed', error: agentLost(host, MOST_LOST) });
    else ticket.end({ state: 'lost' });
  }

  private giveUp(ticket: Ticket): void {
    this.leased.delete(ticket.lease!);
    this.givenUp.add(ticket.lease!);
    const [first] = this.givenUp;
    if (this.givenUp.size > MOST_GIVEN_UP) this.givenUp.delete(first!);
    this.resolveDrained();
  }

  private settle(ticket: Ticket, outcome: TrialOutcome): void {
    this.leased.delete(ticket.lease!);
    this.resolveDrained();
    ticket.end(outcome);
  }

  private resolveDrained(): void {
    if (this.isDraining && this.leased.size === 0) for (const resolve of this.drained.splice(0)) resolve();
  }
}
