import type { Metric } from '../metric/metric.ts';
import { Better } from './better.ts';
import type { Pruner } from './pruner.ts';

/**
 * Wraps a pruner and spares trials that no pruner may stop: a trial without peers, one whose latest value is
 * the best so far, and one that has done its last step, since ending it saves nothing and its final values
 * would be lost.
 */
export function careful(pruner: Pruner, { goal }: Metric): Pruner {
  const better = new Better(goal);
  return {
    decidesAt: (reports) => pruner.decidesAt(reports),
    rungs: (most) => pruner.rungs(most),
    threshold: (reports, curves) => pruner.threshold(reports, curves),
    goesOn: (judged, peers) => pruner.goesOn?.(judged, peers),
    describe: (lastStep) => pruner.describe(lastStep),
    judge(judged, peers) {
      const { step, value } = judged.curve.at(-1)!;
      const known = peers.filter(({ curve }) => curve.length > 0);
      if (known.length === 0 || (judged.plannedSteps !== undefined && step >= judged.plannedSteps))
        return undefined;
      const best = better.best(known.map(({ curve }) => better.bestOf(curve)));
      return better.isWorse(value, best) ? pruner.judge(judged, known) : undefined;
    },
  };
}
