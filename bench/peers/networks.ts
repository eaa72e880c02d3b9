import { readFileSync } from 'node:fs';
import type { Assignment } from '../../src/configuration.ts';
import { buildLayers } from '../../src/model/buildLayers.ts';
import { configure } from '../../src/model/configure.ts';
import type { Layer } from '../../src/model/layer.ts';
import type { ModelName } from '../../src/model/modelName.ts';
import type { Optimizer } from '../../src/model/optimizer.ts';
import { optimizerOf } from '../../src/model/optimizers.ts';

/** A layer as `networks.json` describes it to the peers. */
export type PeerLayer = { readonly kind: string } & Readonly<Record<string, string | number | boolean>>;

export interface PeerNetwork {
  readonly title: string;
  readonly model: ModelName;
  readonly parameters: Assignment;
  readonly layers: readonly PeerLayer[];
}

export const INPUT = { shape: [28, 28, 1], classes: 10 } as const;

/** The networks that are compared, by name. */
export const NETWORKS: Readonly<Record<string, PeerNetwork>> = JSON.parse(
  readFileSync(new URL('networks.json', import.meta.url), 'utf8'),
);

/** The same network of ours: its layers and its optimizer (Adam). */
export function ownNetwork({ model, parameters }: PeerNetwork): { layers: Layer[]; optimizer: Optimizer } {
  const configuration = configure({ model, ...parameters });
  return { layers: buildLayers(configuration, INPUT), optimizer: optimizerOf(configuration) };
}

/** Whether layers of ours equal those that the peers build; ours may have further fields. */
export function sameNetwork(layers: readonly Layer[], described: readonly PeerLayer[]): boolean {
  const weighty = layers.filter((layer) => layer.kind !== 'dropout' || layer.rate > 0);
  return (
    weighty.length === described.length &&
    described.every((wanted, index) => {
      const own = weighty[index] as unknown as Readonly<Record<string, unknown>>;
      return Object.entries(wanted).every(([key, value]) => own[key] === value);
    })
  );
}
