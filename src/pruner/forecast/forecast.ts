import type { Curve } from '../../metric/curve.ts';
import type { Forecast } from '../../sweepfile/earlyTerminate/settings.ts';
import { EveryReport } from '../everyReport.ts';
import type { Judged, Peer, Pruner, PrunerKind, Verdict } from '../pruner.ts';
import { amongTrials, toldApart } from '../wording.ts';
import { extrapolate } from './extrapolate.ts';

/**
 * Continues a trial's curve to its planned end, or to its limit if no end is known, and stops the trial if
 * the probability to reach there what the best of the others has already reached is below the threshold. The
 * method is that of {@link extrapolate}.
 */
export const forecast: PrunerKind<Forecast> = {
  create: (settings, metric, stepName) => new ForecastPruner(settings, metric, stepName),
};

class ForecastPruner extends EveryReport<Forecast> implements Pruner {
  judge(judged: Judged, peers: readonly Peer[]): Verdict {
    const { curve, plannedSteps } = judged;
    if (!this.decidesAt(curve.length)) return undefined;
    const best = this.better.best(peers.map((peer) => this.better.bestOf(peer.curve)));
    const sign = this.metric.goal === 'maximize' ? 1 : -1;
    const signed = sign === 1 ? curve : curve.map(({ step, value }) => ({ step, value: -value }));
    const { expected, chanceToReach } = extrapolate(signed, endOf(curve, plannedSteps));
    const chance = chanceToReach(sign * best);
    if (chance >= this.settings.threshold) return undefined;
    const { step, value } = curve.at(-1)!;
    const [shownEnd, shownBest] = toldApart(sign * expected, best);
    const end = plannedSteps === undefined ? 'in the end' : `by ${this.stepName} ${plannedSteps}`;
    return (
      `After ${this.stepName} ${step} ${this.metric.name} was ${Number(value.toPrecision(4))} and is expected to be ` +
      `${shownEnd} ${end}: the chance to reach ${shownBest}, the best of ` +
      `${amongTrials(peers.length, judged, 'other ')} so far, is ${percent(chance)}, below ${percent(this.settings.threshold)}.`
    );
  }

  /** The best value so far, which a trial must have a chance to reach. */
  threshold(reports: number, curves: readonly Curve[]): number | undefined {
    if (!this.decidesAt(reports)) return undefined;
    const values = curves.flatMap((curve) => curve.slice(0, reports).map(({ value }) => value));
    return values.length === 0 ? undefined : this.better.best(values);
  }

  describe(): string {
    const { minIter, threshold } = this.settings;
    return (
      `a trial stops after a ${this.stepName}, from ${minIter} on, where the chance to reach the best is below ` +
      `${percent(threshold)} by its curve so far`
    );
  }
}

/** Number of reports of the curve at its planned end, at the pace so far. */
function endOf(curve: Curve, plannedSteps: number | undefined): number {
  if (plannedSteps === undefined) return Number.POSITIVE_INFINITY;
  const [start, last] = [curve[0]!.step, curve.at(-1)!.step];
  return curve.length + ((plannedSteps - last) * (curve.length - 1)) / (last - start);
}

/** Two digits: 5 %, 1.2 %, 0.034 %; anything smaller is less than 0.01 %. */
function percent(share: number): string {
  return share < 1e-4 ? 'less than 0.01 %' : `${Number((100 * share).toPrecision(2))} %`;
}
