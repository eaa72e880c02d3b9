import type { Assignment, Configuration } from '../../configuration.ts';
import { Random } from '../../random.ts';
import type { Spec } from '../../sweepfile/spec.ts';
import { trainableOf } from '../../trainable/index.ts';
import { drawingOrder } from '../drawingOrder.ts';
import type { AdaptiveSampler, Past } from '../sampler.ts';
import { Seen } from '../seen.ts';

/** So many draws in a row without anything new mean that (nearly) nothing new is left. */
const MAX_REDRAWS = 10_000;

/** Begins with independent draws. */
export const bayes: AdaptiveSampler = {
  adaptive: true,
  isEndless: true,
  propose(spec, index, past) {
    const seen = seenOf(past);
    const stream = Random.of(spec.seed, 'sampler', index);
    const { configure } = trainableOf(spec.setup.kind);
    for (let attempt = 0; attempt <= MAX_REDRAWS; attempt++) {
      const configuration = configure(draw(spec, stream));
      if (seen.add(configuration)) return configuration;
    }
    return undefined;
  },
};

function draw(spec: Spec, stream: Random): Assignment {
  return Object.fromEntries(drawingOrder(spec).map((name) => [name, spec.space.get(name)!.sample(stream)]));
}

function seenOf({ known, pending }: Past): Seen {
  const seen = new Seen();
  for (const { configuration } of known) seen.add(configuration);
  for (const configuration of pending as readonly Configuration[]) seen.add(configuration);
  return seen;
}
