import type { Configuration } from '../configuration.ts';
import { SweepError } from '../errors.ts';
import type { InputShape, Layer } from '../model/layer.ts';
import { Misfit } from '../model/misfit.ts';
import { buildLayers } from '../model/network.ts';
import { proposeAll } from '../sampler/plan.ts';
import type { PlannedConfiguration } from '../store/store.ts';
import type { Spec } from '../sweepfile/spec.ts';
import { type NetworkSize, NetworkSizes } from './networkSizes.ts';

/** A configuration of a plan, with the size of its network. */
export class SizedConfiguration implements PlannedConfiguration {
  readonly configuration: Configuration;
  readonly size: NetworkSize;
  private readonly input: InputShape;

  constructor(configuration: Configuration, size: NetworkSize, input: InputShape) {
    this.configuration = configuration;
    this.size = size;
    this.input = input;
  }

  /** Made when they are asked for: those of a hundred thousand configurations fill the memory. */
  get layers(): Layer[] {
    return buildLayers(this.configuration, this.input);
  }
}

/** A reason why networks cannot be built on these images, with the first configuration that it stops. */
export interface Impossible {
  readonly configuration: Configuration;
  readonly error: SweepError;
}

/** All that a sweep is going to try. */
export interface SweepPlan {
  readonly configurations: readonly SizedConfiguration[];
  /** Cells of the whole grid; undefined where configurations are drawn. */
  readonly cells: number | undefined;
  /** Cells that would train the same network as another one. */
  readonly collapsed: number;
  /** Each reason why some network cannot be built on these images. */
  readonly impossible: readonly Impossible[];
}

/**
 * Proposes all configurations of a spec and sizes their networks for images of that shape.
 * @throws SweepError `spec_invalid` where the space is too large to be searched.
 */
export function planSweep(spec: Spec, input: InputShape): SweepPlan {
  const { configurations, cells, collapsed } = proposeAll(spec);
  const sizes = new NetworkSizes(input);
  const possible: SizedConfiguration[] = [];
  const impossible = new Map<string, Impossible>();
  for (const configuration of configurations) {
    const size = sizes.of(configuration);
    if (!(size instanceof SweepError)) possible.push(new SizedConfiguration(configuration, size, input));
    else {
      const reason = reasonOf(configuration, size);
      if (!impossible.has(reason)) impossible.set(reason, { configuration, error: size });
    }
  }
  return { configurations: possible, cells, collapsed, impossible: [...impossible.values()] };
}

/** Two values that do not fit are two reasons, even in the same words. */
function reasonOf({ parameters }: Configuration, error: SweepError): string {
  const names = error instanceof Misfit ? error.parameters : [];
  return JSON.stringify([error.message, ...names.map((name) => parameters[name])]);
}
