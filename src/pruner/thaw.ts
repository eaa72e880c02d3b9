import type { Curve } from '../metric/curve.ts';
import type { Metric } from '../metric/metric.ts';
import { Better } from './better.ts';
import type { Judged, Pruner } from './pruner.ts';
import { amongTrials } from './wording.ts';

/** A trial of a search that has ended. */
export interface Ended extends Judged {
  /** Whether the pruner stopped it, and it did not go on. */
  readonly isPruned: boolean;
}

/** A pruned trial that goes on, with the sentence that says why. */
export interface Thawed {
  readonly trial: number;
  readonly why: string;
}

/**
 * The pruned trials that go on, best first. Those that the pruner would no longer stop come first, now that
 * all others are known up to the same step; behind them come those that it would still stop. Within each
 * group, the trial with more steps comes first, then the one with the better value, then the one with the
 * lower number. A pure function of curves, as the pruner is.
 */
export function thawOrder(
  trials: readonly Ended[],
  pruner: Pruner,
  metric: Metric,
  stepName: string,
): { readonly promoted: readonly Thawed[]; readonly others: readonly Thawed[] } {
  const better = new Better(metric.goal);
  const pruned = trials
    .filter(({ isPruned, curve }) => isPruned && curve.length > 0)
    .sort((a, b) => {
      const [one, other] = [a.curve.at(-1)!, b.curve.at(-1)!];
      if (one.step !== other.step) return other.step - one.step;
      return one.value === other.value ? a.trial - b.trial : better.isWorse(one.value, other.value) ? 1 : -1;
    });
  const promoted: Thawed[] = [];
  const others: Thawed[] = [];
  for (const judged of pruned) {
    const { step, value } = judged.curve.at(-1)!;
    const peers = trials
      .filter(({ trial }) => trial !== judged.trial)
      .map(({ trial, curve }) => ({ trial, curve: upTo(curve, step) }));
    const begins = `Thawed after ${stepName} ${step}:`;
    if (pruner.judge(judged, peers) === undefined) {
      const why = pruner.goesOn?.(judged, peers);
      const holds = `${metric.name} ${value} holds against all ${amongTrials(peers.length + 1, judged)} up to there`;
      promoted.push({ trial: judged.trial, why: `${begins} ${why ?? holds}.` });
    } else {
      const place = others.length === 0 ? 'the best' : `number ${others.length + 1}`;
      const why = `${begins} it is ${place} of those that stay stopped, by how far they got and their ${metric.name}.`;
      others.push({ trial: judged.trial, why });
    }
  }
  return { promoted, others };
}

function upTo(curve: Curve, step: number): Curve {
  return curve.filter((point) => point.step <= step);
}
