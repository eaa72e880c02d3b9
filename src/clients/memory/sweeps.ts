import type { AgentExecutor } from '../../executor/agents/agentExecutor.ts';
import type { Agent } from '../../executor/agents/agents.ts';
import { floatsOf, pythonValues } from '../../trainable/program/floats.ts';
import { nestedParameters } from '../../trainable/program/nestedParameters.ts';
import type { ProgramSetup } from '../../trainable/program/program.ts';
import type { Archive } from '../archive.ts';
import type { HostedSweep, SweepHost } from '../sweepHost.ts';
import {
  type AgentOrder,
  type AgentView,
  Refusal,
  type SweepView,
  type SweepWish,
  type TrialView,
} from '../tracker.ts';

interface Lease {
  readonly executor: AgentExecutor;
  readonly floats: TrialView['floats'];
}

/** The sweeps that clients began, with their agents and those agents' leases. */
export class ClientSweeps {
  private readonly host: SweepHost | undefined;
  private readonly archive: Archive | undefined;
  private readonly byId = new Map<string, Promise<HostedSweep | undefined>>();
  /** By id, which a lease shares with the client's trial. */
  private readonly leases = new Map<string, Lease>();

  constructor(host: SweepHost | undefined, archive: Archive | undefined) {
    this.host = host;
    this.archive = archive;
  }

  async begin(project: string, text: string): Promise<{ sweep: SweepView; warnings: readonly string[] }> {
    if (!this.host)
      throw new Refusal('forbidden', 'Sweeps cannot be begun here: `sweep serve --wandb` takes them.');
    const hosted = await this.host.begin(project, text);
    this.byId.set(hosted.id, Promise.resolve(hosted));
    return { sweep: view(hosted), warnings: hosted.warnings };
  }

  async find(id: string): Promise<SweepView | undefined> {
    const hosted = await this.byId.get(id);
    return hosted ? view(hosted) : this.archive?.sweep(id);
  }

  async all(project: string): Promise<readonly SweepView[]> {
    const all = (await Promise.all(this.byId.values())).filter((hosted) => hosted !== undefined);
    const own = all.filter((hosted) => hosted.project === project).map(view);
    return [
      ...new Map([...(this.archive?.sweeps(project) ?? []), ...own].map((each) => [each.id, each])).values(),
    ];
  }

  async steer(id: string, wish: SweepWish): Promise<void> {
    await (await this.required(id)).steer(wish);
  }

  /** The executor that gave out that lease, if any. */
  executorOf(lease: string): AgentExecutor | undefined {
    return this.leases.get(lease)?.executor;
  }

  /** Which parameters were handed out under that lease as floats: W&B's client says `1` for `1.0`. */
  floatsOf(lease: string): TrialView['floats'] {
    return this.leases.get(lease)?.floats;
  }

  async register(id: string, host: string): Promise<string> {
    if (this.isOver(id)) return `${id}:${'0'.repeat(16)}`;
    const { executor } = await this.required(id);
    return `${id}:${executor.agents.join(host, performance.now()).id}`;
  }

  async agents(id: string): Promise<readonly AgentView[]> {
    const now = performance.now();
    const agents = (await this.byId.get(id))?.executor.agents.all() ?? [];
    return agents.map(({ id: own, host, alive, trials, createdAtMs, heardAtMs }) => {
      return {
        id: `${id}:${own}`,
        host,
        alive,
        trials,
        createdAtMs,
        heardAtMs: Date.now() - (now - heardAtMs),
      };
    });
  }

  async beat(id: string, running: readonly string[]): Promise<AgentOrder> {
    const [sweepId = '', own = ''] = id.split(':');
    if (this.isOver(sweepId)) return { kind: 'exit' };
    const hosted = await this.required(sweepId);
    const order = hosted.executor.beat(agentOf(hosted, own), running);
    if (order.kind === 'stop') return { kind: 'stop', trial: order.lease };
    if (order.kind !== 'run') {
      const over = !['running', 'paused'].includes(hosted.state()) && running.length === 0;
      return { kind: over ? 'exit' : order.kind };
    }
    const program = hosted.program === undefined ? {} : { program: hosted.program };
    const { configuration, setup } = order.job;
    const parameters = nestedParameters(pythonValues(configuration, (setup as Partial<ProgramSetup>).floats));
    this.leases.set(order.lease, { executor: hosted.executor, floats: floatsOf(parameters) });
    return { kind: 'run', trial: order.lease, parameters, ...program };
  }

  /** Whether it ended before this process started: its agents leave. */
  private isOver(id: string): boolean {
    const state = this.byId.has(id) ? undefined : this.archive?.sweep(id)?.state;
    return state === 'ended' || state === 'cancelled';
  }

  private async hosted(id: string): Promise<HostedSweep | undefined> {
    const hosted = this.byId.get(id);
    const found = await hosted;
    await found?.suspended;
    const goesOn = found?.suspended === undefined || found.state() !== 'running';
    if (hosted && goesOn) return found;
    // Of several that asked meanwhile, the first one resumes it.
    if (this.byId.get(id) === hosted) this.resume(id, found);
    return this.byId.get(id);
  }

  private resume(id: string, suspended: HostedSweep | undefined): void {
    const resumed = this.host?.resume(id, suspended) ?? Promise.resolve(undefined);
    this.byId.set(id, resumed);
    const forget = () => this.byId.delete(id);
    resumed.then((found) => found ?? forget(), forget);
  }

  private async required(id: string): Promise<HostedSweep> {
    const hosted = await this.hosted(id);
    if (!hosted) throw new Refusal('not_found', `There is no sweep ${JSON.stringify(id.slice(0, 60))} here.`);
    return hosted;
  }
}

/** An agent that existed before this process was restarted goes on under its id. */
function agentOf({ executor }: HostedSweep, id: string): Agent {
  if (!/^[0-9a-f]{16}$/.test(id)) throw new Refusal('not_found', 'There is no such agent.');
  return executor.agents.get(id) ?? executor.agents.join('unknown', performance.now(), id);
}

function view({
  id,
  project,
  text,
  createdAtMs,
  name,
  method,
  metric,
  plannedTrials,
  state,
}: HostedSweep): SweepView {
  return { id, project, name, text, method, metric, state: state(), createdAtMs, plannedTrials };
}
