import type { Configuration } from '../configuration.ts';
import { SweepError } from '../errors.ts';
import { proposeAll } from '../sampler/proposeAll.ts';
import type { PlannedConfiguration } from '../store/store.ts';
import type { Spec } from '../sweepfile/spec.ts';
import type { Description, Facts, Workload } from '../trainable/trainable.ts';

/** A reason for which configurations cannot be trained here, with the first one that it concerns. */
export interface Impossible {
  readonly configuration: Configuration;
  readonly error: SweepError;
}

/** All configurations that a sweep will try. */
export interface SweepPlan {
  readonly configurations: readonly PlannedConfiguration[];
  /** Cells of the whole grid; undefined if configurations are drawn. */
  readonly cells: number | undefined;
  /** Cells that would train the same network as another one. */
  readonly collapsed: number;
  /** Each reason why some configuration cannot be trained here. */
  readonly impossible: readonly Impossible[];
}

/**
 * Proposes all configurations of a spec and describes them for this workload.
 * @throws SweepError `spec_invalid` if the space is too large to be searched.
 */
export function planSweep(spec: Spec, workload: Pick<Workload, 'describe'>): SweepPlan {
  const { configurations, cells, collapsed } = proposeAll(spec);
  const possible: PlannedConfiguration[] = [];
  const impossible = new Map<string, Impossible>();
  for (const configuration of configurations) {
    const description = workload.describe(configuration);
    if (!(description instanceof SweepError)) possible.push(new Described(configuration, description));
    else {
      const reason = reasonOf(configuration, description);
      if (!impossible.has(reason)) impossible.set(reason, { configuration, error: description });
    }
  }
  return { configurations: possible, cells, collapsed, impossible: [...impossible.values()] };
}

/** A configuration with its description, whose details are made on demand. */
export class Described implements PlannedConfiguration {
  readonly configuration: Configuration;
  readonly facts: Facts;
  private readonly description: Description;

  constructor(configuration: Configuration, description: Description) {
    this.configuration = configuration;
    this.facts = description.facts;
    this.description = description;
  }

  /** The details of a hundred thousand configurations would fill the memory. */
  get details(): unknown {
    return this.description.details;
  }
}

/** Two values that do not fit are two reasons, even with the same words. */
function reasonOf(configuration: Configuration, error: SweepError): string {
  const names =
    'parameters' in error && Array.isArray(error.parameters) ? (error.parameters as string[]) : [];
  return JSON.stringify([error.message, ...names.map((name) => configuration[name])]);
}
