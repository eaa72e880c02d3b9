import type { Configuration } from '../configuration.ts';
import { SweepError } from '../errors.ts';
import type { InputShape } from '../model/layer.ts';
import { buildLayers } from '../model/network.ts';
import { proposeAll } from '../sampler/plan.ts';
import type { Spec } from '../spec/spec.ts';
import type { PlannedConfiguration } from '../store/store.ts';

/** All that a sweep is going to try. */
export interface SweepPlan {
  readonly configurations: readonly PlannedConfiguration[];
  /** Cells of the whole grid; undefined where configurations are drawn. */
  readonly cells: number | undefined;
  /** Cells that would train the same network as another one. */
  readonly collapsed: number;
  /** Configurations whose network cannot be built on these images. */
  readonly impossible: readonly { readonly configuration: Configuration; readonly error: SweepError }[];
}

/**
 * Proposes all configurations of a spec and builds their layers for images of that shape.
 * @throws SweepError `spec_invalid` where the space is too large to be searched.
 */
export function planSweep(spec: Spec, input: InputShape): SweepPlan {
  const { configurations, cells, collapsed } = proposeAll(spec);
  const possible: PlannedConfiguration[] = [];
  const impossible: { configuration: Configuration; error: SweepError }[] = [];
  for (const configuration of configurations) {
    try {
      possible.push({ configuration, layers: buildLayers(configuration, input) });
    } catch (error) {
      if (!(error instanceof SweepError)) throw error;
      impossible.push({ configuration, error });
    }
  }
  return { configurations: possible, cells, collapsed, impossible };
}
