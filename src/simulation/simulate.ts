import { type Configuration, configurationHash } from '../configuration.ts';
import { orderAmong } from '../sampler/among.ts';
import { runSweep } from '../sweep/runSweep.ts';
import type { Spec } from '../sweepfile/spec.ts';
import type { Description, Facts } from '../trainable/trainable.ts';
import { Log, type SimulatedTrial } from './log.ts';
import type { MeasuredConfiguration } from './measured.ts';
import { MeasuredExecutor } from './measuredExecutor.ts';
import { memorySweep } from './memorySweep.ts';
import { VirtualClock } from './virtualClock.ts';

export interface Simulation {
  readonly spec: Spec;
  /** All configurations that exist: no other is proposed. */
  readonly measured: readonly MeasuredConfiguration[];
  readonly workers: number;
  /** Ends the sweep once it is true of a trial that has ended. */
  readonly until?: (trial: SimulatedTrial) => boolean;
}

/**
 * Runs a sweep as usual, except that its trials report measured values and that nobody waits for its time.
 * The search is that of the spec, among the measured configurations.
 */
export async function simulate(simulation: Simulation): Promise<SimulatedTrial[]> {
  const { measured, workers, until } = simulation;
  const spec = searchOf(simulation);
  const { name } = spec.metric;
  const clock = new VirtualClock();
  const stopped = new AbortController();
  const log = new Log(name, clock, (trial) => until?.(trial) && stopped.abort());
  const configurations = measured.map(({ configuration }) => configuration);
  const facts = new Map(
    measured.map(({ configuration, plannedSteps }): [string, Facts] => [
      configurationHash(configuration),
      plannedSteps === undefined ? {} : { plannedSteps },
    ]),
  );
  const describe = (configuration: Configuration): Description => ({
    facts: facts.get(configurationHash(configuration))!,
  });
  await runSweep({
    spec,
    specText: '',
    specJson: '',
    configurations: orderAmong(spec, configurations)
      .slice(0, spec.runCap)
      .map((configuration) => ({
        configuration,
        ...describe(configuration),
      })),
    among: configurations,
    workload: { kind: spec.setup.kind, shared: {}, identity: [], describe },
    machine: {},
    store: {
      beginSweep: () => memorySweep(name, clock),
      earlierSweep: () => undefined,
      sharedOf: () => undefined,
    },
    executor: new MeasuredExecutor(measured, name, workers, clock),
    signal: stopped.signal,
    onEvent: (event) => stopped.signal.aborted || log.note(event),
  });
  return log.ended;
}

/** The search goes on until nothing is left, or to its run cap. */
function searchOf({ spec, measured }: Simulation): Spec {
  const { tryFirst: _, learnFrom: _learnt, target: __, noGainIn: ___, timeBudgetMs: ____, ...search } = spec;
  return { ...search, runCap: Math.min(spec.runCap ?? Infinity, measured.length) };
}
