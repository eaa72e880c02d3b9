import { type Configuration, canonicalJson, type ParameterValue } from '../configuration.ts';
import { type ErrorCode, SweepError } from '../errors.ts';
import { plural } from '../format.ts';
import { searchSpaceOf } from '../sampler/bayes/searchSpaceOf.ts';
import { configureIn } from '../sampler/configureIn.ts';
import type { Observation } from '../sampler/sampler.ts';
import type { EarlierSweep, EarlierSweeps } from '../store/earlierSweeps.ts';
import { asWritten, type LearnFrom } from '../sweepfile/learnFrom.ts';
import type { Spec } from '../sweepfile/spec.ts';
import { trainableOf } from '../trainable/index.ts';
import type { Workload } from '../trainable/trainable.ts';
import { sweepIdentity } from './identity.ts';
import { observationOf } from './observationOf.ts';

/** Most trials that are learnt from, the best ones of a larger sweep: the database stores them again. */
const MOST_LEARNT = 500;

/**
 * What a sweep learnt before it began. It is stored with the sweep, so that later events do not change its
 * search.
 */
export interface Learnt {
  /** As the spec writes them. */
  readonly from: readonly unknown[];
  readonly trials: readonly Pick<Observation, 'configuration' | 'state' | 'value' | 'lastStep'>[];
  /** One sentence for each of the sweeps. */
  readonly remarks: readonly string[];
}

/**
 * The results of earlier sweeps that a spec's search learns from: as stored if the sweep has begun, else
 * those that the databases hold now. Undefined if it learns from none.
 * @throws SweepError if a sweep is missing, or nothing can be learnt from any.
 */
export function learntBefore(
  spec: Spec,
  workload: Pick<Workload, 'kind' | 'identity'>,
  store: EarlierSweeps,
): Learnt | undefined {
  const { learnFrom } = spec;
  if (!learnFrom) return undefined;
  const identity = sweepIdentity(spec, workload.identity);
  const stored = store.sharedOf(identity)?.learnt as Learnt | undefined;
  const from = asWritten(learnFrom);
  if (stored && JSON.stringify(stored.from) === JSON.stringify(from)) return stored;
  const remarks: string[] = [];
  const trials: Observation[] = [];
  for (const named of learnFrom) {
    const sweep = namedSweep(named, store);
    const where = sweep.isElsewhere && typeof named === 'object' ? ` of ${named.database}` : '';
    const name = `${sweep.name} (id ${sweep.id}${where})`;
    const isItself = sweep.identity === identity && !sweep.isElsewhere;
    const why = isItself ? 'it is this sweep itself' : difference(sweep, spec, workload);
    if (why !== undefined) {
      remarks.push(`Nothing is learnt from ${name}: ${why}.`);
      continue;
    }
    const { fitting, others } = fittingTrials(sweep, spec);
    trials.push(...fitting);
    const left = others === 0 ? '' : `; ${others} more lie outside of this sweep's space`;
    remarks.push(`Learns from ${plural(fitting.length, 'trial')} of ${name}${left}.`);
  }
  if (trials.length === 0) {
    throw new SweepError(
      'spec_invalid',
      `learn_from gives nothing to learn from. ${remarks.join(' ')}`,
      'Name sweeps of the same program or data with the same metric, or remove learn_from.',
    );
  }
  return { from, trials: best(trials, spec), remarks };
}

/** The results as observations for a sampler, before all of the sweep's own. */
export function observationsOf({ trials }: Learnt): Observation[] {
  return trials.map((trial, place) => ({ ...trial, index: place - trials.length, curve: [] }));
}

/** Why another sweep's values cannot be compared with this one's; undefined if they can. */
function difference(
  sweep: EarlierSweep,
  { metric }: Spec,
  { kind, identity }: Pick<Workload, 'kind' | 'identity'>,
): string | undefined {
  if (sweep.trainable !== kind) return `its trials are of another kind (${sweep.trainable}, here ${kind})`;
  const same = sweep.metric.name === metric.name && sweep.metric.goal === metric.goal;
  if (!same)
    return `its metric is ${sweep.metric.name} (${sweep.metric.goal}), here ${metric.name} (${metric.goal})`;
  // The identity of a sweep consists of everything that makes trials comparable, with its name and seed.
  if (sweepIdentity({ ...sweep, metric }, identity) === sweep.identity) return undefined;
  return kind === 'network'
    ? 'it has another dataset, validation or engine'
    : 'it ran another program, or another version of it';
}

function fittingTrials({ proposed }: EarlierSweep, spec: Spec) {
  const fitting: Observation[] = [];
  let others = 0;
  for (const [index, { configuration, trials }] of proposed.entries()) {
    const observation = observationOf(index, configuration, trials);
    if (!observation || observation.state === 'failed' || observation.value === undefined) continue;
    if (isComparable(configuration, spec)) fitting.push(observation);
    else others++;
  }
  return { fitting, others };
}

/**
 * Whether a configuration of another sweep lies in the space of this one. If all parameters and their
 * defaults are known, those that this sweep does not vary must have its values; otherwise nothing is known of
 * them.
 */
function isComparable(configuration: Configuration, spec: Spec): boolean {
  const { space } = spec;
  const assigned = Object.entries(searchSpaceOf(spec).assigned(configuration)).filter(([name]) =>
    space.has(name),
  );
  if (!assigned.every(([name, value]) => space.get(name)!.contains(value))) return false;
  if (!trainableOf(spec.setup.kind).parameters) return assigned.length > 0;
  const own = configureIn(spec)(Object.fromEntries<ParameterValue>(assigned));
  return canonicalJson(own) === canonicalJson(configuration);
}

/** In their original order. */
function best(trials: readonly Observation[], { metric }: Spec): Learnt['trials'] {
  const sign = metric.goal === 'minimize' ? 1 : -1;
  const kept = new Set([...trials].sort((a, b) => sign * (a.value! - b.value!)).slice(0, MOST_LEARNT));
  return trials
    .filter((trial) => kept.has(trial))
    .map(({ configuration, state, value, lastStep }) => ({ configuration, state, value, lastStep }));
}

/** @throws SweepError if it is not there, or its database cannot be read. */
function namedSweep(named: LearnFrom[number], store: EarlierSweeps): EarlierSweep {
  if (typeof named === 'string') {
    const sweep = store.earlierSweep(named);
    if (sweep) return sweep;
    throw new SweepError(
      'sweep_not_found',
      `learn_from names ${named}, and the database has no such sweep.`,
      'sweep ls lists those that it has; names and ids both do. {sweep: …, database: …} names one of another database.',
    );
  }
  const { sweep: nameOrId, database, path } = named;
  let sweep: EarlierSweep | undefined;
  try {
    sweep = store.earlierSweep(nameOrId, path);
  } catch (error) {
    if (!(error instanceof SweepError)) throw error;
    const message = `learn_from names ${nameOrId} of ${database}, which cannot be read. ${error.message}`;
    throw new SweepError(error.code, message, UNREADABLE[error.code] ?? error.hint, error);
  }
  if (sweep) return sweep;
  throw new SweepError(
    'sweep_not_found',
    `learn_from names ${nameOrId} of ${database}, which has no such sweep.`,
    `sweep ls --db ${path} lists those that it has; names and ids both do.`,
  );
}

/** Hints where those of the errors themselves speak of the command's own database. */
const UNREADABLE: Partial<Record<ErrorCode, string>> = {
  database_unusable: 'A path in a spec starts at the folder of the spec.',
  database_newer: 'Update sweep, or leave it out of learn_from.',
  database_busy: 'Wait until that process is done.',
};
