import { median as medianOf } from 'simple-statistics';
import type { Curve } from '../metric/curve.ts';
import type { Median } from '../sweepfile/earlyTerminate/settings.ts';
import { EveryReport } from './everyReport.ts';
import type { Judged, Peer, Pruner, PrunerKind, Verdict } from './pruner.ts';
import { amongTrials, toldApart } from './wording.ts';

/**
 * Vizier's median rule. A trial stops after a step if its best value so far is worse than the median of the
 * others' running averages up to that step. Trials that were stopped earlier count with the values that they
 * had: without them, the median would rise with each stopped trial.
 *
 * Golovin et al. 2017, Google Vizier, KDD, section 3.2.2.
 */
export const median: PrunerKind<Median> = {
  create: (settings, metric, stepName) => new MedianPruner(settings, metric, stepName),
};

class MedianPruner extends EveryReport<Median> implements Pruner {
  judge(judged: Judged, peers: readonly Peer[]): Verdict {
    const { curve } = judged;
    if (!this.decidesAt(curve.length)) return undefined;
    const averages = peers.map((peer) => peer.curve).flatMap((other) => averageOf(other) ?? []);
    if (averages.length < this.settings.minTrials) return undefined;
    const middle = medianOf(averages);
    const own = this.better.bestOf(curve);
    if (!this.better.isWorse(own, middle)) return undefined;
    const { step } = curve.at(-1)!;
    const [value, than] = toldApart(own, middle);
    return (
      `Up to ${this.stepName} ${step} the best ${this.metric.name} ${value} was ${this.better.worseWord} ${than}, ` +
      `the median of what ${amongTrials(averages.length, judged, 'other ')} had on average up to there.`
    );
  }

  threshold(reports: number, curves: readonly Curve[]): number | undefined {
    if (!this.decidesAt(reports)) return undefined;
    const averages = curves.flatMap((curve) => averageOf(curve.slice(0, reports)) ?? []);
    return averages.length <= this.settings.minTrials ? undefined : medianOf(averages);
  }

  describe(): string {
    const { minIter, minTrials } = this.settings;
    return (
      `compared after every ${this.stepName}${minIter > 1 ? ` from ${minIter}` : ''} with the running averages of ` +
      `${minTrials} or more others; who is worse than their median stops`
    );
  }
}

function averageOf(curve: Curve): number | undefined {
  if (curve.length === 0) return undefined;
  return curve.reduce((sum, { value }) => sum + value, 0) / curve.length;
}
