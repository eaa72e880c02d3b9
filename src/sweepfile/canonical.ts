import { trainableOf } from '../trainable/index.ts';
import { asWritten } from './learnFrom.ts';
import { LOOKAHEAD, type Spec } from './spec.ts';

/**
 * Everything in a spec that influences its results, as JSON that is equal for equal sweeps however they are
 * written: all except the name, the description, the number of workers, the place of the data and the names
 * of its classes.
 */
export function canonicalSpec(spec: Spec): string {
  const { earlyTerminate, finals, learnFrom, lookahead, method, metric, noGainIn, replicates, runCap, seed } =
    spec;
  const { design, order, prior, roles, setup, space, target, tryFirst } = spec;
  const { canonicalSetup, outermost } = trainableOf(setup.kind);
  const names = [...space.keys()].filter((name) => !outermost.includes(name)).sort();
  const parts = {
    ...canonicalSetup(setup, space),
    design,
    earlyTerminate,
    finals,
    ...(lookahead === LOOKAHEAD ? {} : { lookahead }),
    learnFrom: learnFrom && asWritten(learnFrom),
    method,
    metric: { goal: metric.goal, name: metric.name },
    parameters: Object.fromEntries(names.map((name) => [name, space.get(name)!.definition()])),
    replicates,
    roles: roles && Object.fromEntries(roles.scientific.map((name) => [name, 'scientific'])),
    noGainIn,
    prior,
    order,
    runCap,
    seed,
    target,
    tryFirst,
  };
  return JSON.stringify(Object.fromEntries(Object.entries(parts).sort(([a], [b]) => (a < b ? -1 : 1))));
}
