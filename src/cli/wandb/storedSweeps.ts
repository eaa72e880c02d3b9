import { randomBytes } from 'node:crypto';
import type { HostedSweep, SweepHost } from '../../clients/sweepHost.ts';
import { Refusal, type SweepState } from '../../clients/tracker.ts';
import { toWire } from '../../errors.ts';
import { AgentExecutor, type AgentLimits } from '../../executor/agents/agentExecutor.ts';
import { allSweeps, createSweepStore, type Database, fileRequest, sweepById } from '../../store/index.ts';
import { planSweep } from '../../sweep/planSweep.ts';
import { runSweep } from '../../sweep/runSweep.ts';
import { canonicalSpec } from '../../sweepfile/canonical.ts';
import type { Workload } from '../../trainable/trainable.ts';
import { filesRemover } from '../../workload/filesRemover.ts';
import { machine } from '../../workload/machine.ts';
import { readAgentSpec } from './agentSpec.ts';
import { CLIENT_ORIGIN, type ClientShared, clientShared } from './sweepViews.ts';

/** How a sweep goes on that its agents have left. */
const GOES_ON = 'It goes on with the next agent.';

type ClientSweep = Required<NonNullable<ClientShared['wandb']>>;

/**
 * Runs searches for W&B's agents: each sweep that a client begins becomes a sweep in the database, whose
 * trials are run by agents. One that all agents have left is interrupted, and goes on, like an unfinished one
 * of an earlier process, once an agent asks for it.
 */
export class StoredSweeps implements SweepHost {
  private readonly db: Database;
  private readonly limits: Partial<AgentLimits>;
  private readonly stop = new AbortController();
  private readonly running = new Set<Promise<unknown>>();

  constructor(db: Database, limits: Partial<AgentLimits> = {}) {
    this.db = db;
    this.limits = limits;
  }

  begin(project: string, text: string): Promise<HostedSweep> {
    const id = Array.from(randomBytes(8), (byte) => (byte % 36).toString(36)).join('');
    return this.run({ id, project, text }, Date.now());
  }

  async resume(id: string, suspended?: HostedSweep): Promise<HostedSweep | undefined> {
    const found = allSweeps(this.db).find((sweep) => clientShared(sweep).wandb?.id === id);
    const { wandb } = found ? clientShared(found) : {};
    return wandb && this.run(wandb as ClientSweep, found!.createdAtMs, suspended?.executor);
  }

  /** Asks running searches to stop, and waits for them; unfinished ones go on another time. */
  async close(): Promise<void> {
    this.stop.abort();
    await Promise.allSettled(this.running);
  }

  private async run(wandb: ClientSweep, createdAtMs: number, after?: AgentExecutor): Promise<HostedSweep> {
    const { spec, text, warnings, program } = readAgentSpec(wandb.text, wandb.id);
    const workload: Workload = {
      kind: spec.setup.kind,
      shared: { wandb, goesOn: GOES_ON, ...(program === undefined ? {} : { program }) },
      identity: [wandb],
      describe: () => ({ facts: {} }),
    };
    const { configurations } = planSweep(spec, workload);
    let sweepId = 0;
    let state: SweepState = 'running';
    const isPaused = () => this.db.read((orm) => sweepById(orm, sweepId))?.paused === true;
    const suspend = new AbortController();
    const onDeserted = () => {
      if (sweepId !== 0 && state === 'running' && !isPaused()) suspend.abort();
    };
    const executor = new AgentExecutor({ limits: this.limits, after, onDeserted });
    const cancel = new AbortController();
    let ended = Promise.resolve();
    const begun = new Promise<void>((resolve, reject) => {
      const run = runSweep({
        spec,
        specText: text,
        specJson: canonicalSpec(spec),
        configurations,
        workload,
        machine: machine(),
        store: createSweepStore(this.db, { onRemoved: filesRemover(this.db.path) }),
        executor,
        signal: AbortSignal.any([this.stop.signal, cancel.signal, suspend.signal]),
        onEvent: (event) => {
          if (event.type !== 'sweep_started') return;
          sweepId = event.sweepId;
          resolve();
        },
      }).then(
        (end) => {
          const goesOn = suspend.signal.aborted && end.state === 'interrupted';
          if (state === 'running' && !goesOn) state = 'ended';
        },
        (error) => {
          state = 'failed';
          reject(new Refusal('conflict', toWire(error).message));
        },
      );
      ended = run.finally(() => executor.close());
      this.running.add(ended);
      void ended.then(() => this.running.delete(ended));
    });
    await begun;
    return {
      ...wandb,
      createdAtMs,
      name: spec.name,
      method: spec.method,
      metric: spec.metric,
      program,
      warnings,
      plannedTrials: configurations.length === 0 ? undefined : configurations.length * spec.replicates,
      executor,
      get suspended() {
        return suspend.signal.aborted ? ended : undefined;
      },
      state: () => (state === 'running' && isPaused() ? 'paused' : state),
      steer: async (wish) => {
        if (wish === 'pause' || wish === 'resume') return this.ask(sweepId, wish);
        state = wish === 'end' ? 'ended' : 'cancelled';
        const stop = () => {
          try {
            // The request is recorded, so that the sweep does not go on after a restart.
            this.ask(sweepId, 'stop');
          } finally {
            cancel.abort();
          }
        };
        if (wish === 'cancel') return stop();
        // Running trials may take hours; the client does not wait for them.
        void executor
          .drain()
          .then(stop)
          .catch(() => {});
      },
    };
  }

  private ask(sweepId: number, wish: 'pause' | 'resume' | 'stop'): void {
    try {
      fileRequest(this.db, sweepId, { kind: `${wish}_sweep` }, CLIENT_ORIGIN);
    } catch (error) {
      throw new Refusal('conflict', toWire(error).message);
    }
  }
}
