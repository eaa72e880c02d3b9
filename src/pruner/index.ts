import type { Metric } from '../metric/metric.ts';
import type { EarlyTerminate } from '../sweepfile/earlyTerminate/settings.ts';
import type { Spec } from '../sweepfile/spec.ts';
import { trainableOf } from '../trainable/index.ts';
import { asha } from './asha.ts';
import { careful } from './careful.ts';
import { first } from './first.ts';
import { forecast } from './forecast/forecast.ts';
import { hyperband } from './hyperband.ts';
import { median } from './median.ts';
import type { Pruner, PrunerKind } from './pruner.ts';

/** Pruners by the name that a spec gives as `early_terminate.type`. */
export const PRUNERS: {
  readonly [Type in EarlyTerminate['type']]: PrunerKind<Extract<EarlyTerminate, { type: Type }>>;
} = { hyperband, asha, median, first, forecast };

/** The pruner of a spec; undefined if every trial runs to its end. */
export function prunerOf({
  earlyTerminate,
  metric,
  setup,
}: Pick<Spec, 'earlyTerminate' | 'metric' | 'setup'>): Pruner | undefined {
  return earlyTerminate && createPruner(earlyTerminate, metric, trainableOf(setup.kind).stepName);
}

export function createPruner(settings: EarlyTerminate, metric: Metric, stepName: string): Pruner {
  const kind: PrunerKind<never> = PRUNERS[settings.type];
  return careful(kind.create(settings as never, metric, stepName), metric);
}
