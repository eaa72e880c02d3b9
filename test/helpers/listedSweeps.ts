import { parse } from 'yaml';
import type { HostedSweep, SweepHost } from '../../src/clients/sweepHost.ts';
import { Refusal, type SweepState } from '../../src/clients/tracker.ts';
import type { Configuration } from '../../src/configuration.ts';
import { AgentExecutor, type AgentLimits } from '../../src/executor/agents/agentExecutor.ts';
import type { TrialMessage, TrialOutcome } from '../../src/trial/trial.ts';

/** A trial of a listed sweep with all its messages. */
export interface ListedTrial {
  readonly configuration: Configuration;
  readonly messages: TrialMessage[];
  outcome?: TrialOutcome;
}

export interface ListedSweep extends HostedSweep {
  readonly trials: readonly ListedTrial[];
  readonly done: Promise<void>;
}

/** Runs sweeps with listed values, every cell once, without a store. */
export class ListedSweeps implements SweepHost {
  readonly begun: ListedSweep[] = [];
  private readonly limits: Partial<AgentLimits>;

  constructor(limits: Partial<AgentLimits> = {}) {
    this.limits = limits;
  }

  async begin(project: string, text: string): Promise<HostedSweep> {
    const spec = parse(text);
    if (!spec?.parameters) throw new Refusal('invalid', 'line 1: `parameters` is missing.');
    const executor = new AgentExecutor({ limits: this.limits });
    const trials: ListedTrial[] = cells(spec.parameters).map((configuration) => ({
      configuration,
      messages: [],
    }));
    let state: SweepState = 'running';
    const runs = trials.map(async (trial, index) => {
      const sweep = { id: 1, name: 'listed' };
      const job = {
        trial: index + 1,
        attempt: 0,
        sweep,
        configuration: trial.configuration,
        seed: 1,
        setup: { kind: 'program' },
      };
      do {
        job.attempt++;
        trial.outcome = await executor.submit({ ...job }, (message) => trial.messages.push(message));
      } while (trial.outcome.state === 'lost');
    });
    const done = Promise.all(runs).then(async () => {
      if (state === 'running') state = 'ended';
      await executor.close();
    });
    const sweep: ListedSweep = {
      id: `listed${this.begun.length}`,
      project,
      text,
      createdAtMs: Date.now(),
      name: spec.name ?? 'listed',
      method: spec.method,
      metric: spec.metric,
      program: spec.program,
      warnings: spec.early_terminate ? ['early_terminate: every trial runs to its end.'] : [],
      plannedTrials: trials.length,
      executor,
      suspended: undefined,
      trials,
      done,
      state: () => state,
      steer: async (wish) => {
        if (wish === 'end' || wish === 'cancel') state = wish === 'end' ? 'ended' : 'cancelled';
        executor.stop();
      },
    };
    this.begun.push(sweep);
    return sweep;
  }

  async resume(): Promise<undefined> {
    return undefined;
  }
}

/** Nested parameters have dotted names. */
function cells(parameters: Record<string, Record<string, unknown>>, prefix = ''): Configuration[] {
  let all: Configuration[] = [{}];
  for (const [name, definition] of Object.entries(parameters)) {
    const inner = definition.parameters as Record<string, Record<string, unknown>> | undefined;
    const values = (definition.values ?? [definition.value]) as Configuration[string][];
    const next = inner
      ? cells(inner, `${prefix}${name}.`)
      : values.map((value) => ({ [prefix + name]: value }));
    all = all.flatMap((cell) => next.map((added) => ({ ...cell, ...added })));
  }
  return all;
}
