import { randomBytes } from 'node:crypto';

/** A program that asks for trials. */
export interface Agent {
  readonly id: string;
  /** Number from 0, in the order in which the agents came. */
  readonly number: number;
  readonly host: string;
  /** Time in ms since 1970. */
  readonly createdAtMs: number;
  /** Time by the executor's clock, in ms. */
  heardAtMs: number;
  /** Number of trials that it was given. */
  trials: number;
  alive: boolean;
}

/** Most agents that are remembered; the one that has been silent longest is forgotten first. */
const MOST_AGENTS = 10_000;

/** The agents of one sweep. */
export class Agents {
  private readonly byId = new Map<string, Agent>();
  private joined = 0;

  /** Adds an agent. An agent that returns after a restart of this process comes with its earlier id. */
  join(host: string, nowMs: number, id = randomBytes(8).toString('hex')): Agent {
    const agent: Agent = {
      id,
      number: this.joined++,
      host,
      createdAtMs: Date.now(),
      heardAtMs: nowMs,
      trials: 0,
      alive: true,
    };
    this.byId.set(agent.id, agent);
    if (this.byId.size > MOST_AGENTS) {
      const [silent] = [...this.byId.values()].filter(({ alive }) => !alive);
      if (silent) this.byId.delete(silent.id);
    }
    return agent;
  }

  get(id: string): Agent | undefined {
    return this.byId.get(id);
  }

  all(): readonly Agent[] {
    return [...this.byId.values()];
  }

  forgetBefore(ms: number): void {
    for (const agent of this.byId.values()) agent.alive = agent.heardAtMs >= ms;
  }
}
