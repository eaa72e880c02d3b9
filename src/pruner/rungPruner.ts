import type { Curve } from '../metric/curve.ts';
import type { Metric } from '../metric/metric.ts';
import { Better } from './better.ts';
import type { Judged, Peer, Pruner, Verdict } from './pruner.ts';
import { amongTrials, namedRungs, shown, toldApart } from './wording.ts';

/** Decides where trials are compared, and how many of them go on. */
export interface RungRule {
  readonly stepName: string;
  readonly metric: Metric;
  /** Numbers of finite values, ascending, up to `most`. */
  rungs(most: number): readonly number[];
  /** The index of the trial that is just good enough, of this many trials at a rung, sorted best first. */
  place(trials: number): number;
  /** Whether a trial counts by its value at the rung, instead of its best value up to there. */
  readonly strict: boolean;
  /** The trials that go on, in words: `best third`, `best 3`. */
  readonly goesOn: string;
  /** The same as the end of a sentence: `the best third go on`. */
  readonly consequence: string;
}

/** Stops a trial that reaches a rung with a value worse than that of enough other trials at the rung. */
export class RungPruner implements Pruner {
  private readonly rule: RungRule;
  private readonly better: Better;

  constructor(rule: RungRule) {
    this.rule = rule;
    this.better = new Better(rule.metric.goal);
  }

  decidesAt(reports: number): boolean {
    return this.rule.rungs(reports).at(-1) === reports;
  }

  rungs(most: number): readonly number[] {
    return this.rule.rungs(most);
  }

  judge(judged: Judged, peers: readonly Peer[]): Verdict {
    const { curve } = judged;
    const rung = curve.length;
    if (!this.decidesAt(rung)) return undefined;
    const there = peers.filter((peer) => peer.curve.length >= rung).map((peer) => peer.curve);
    const threshold = this.threshold(rung, [curve, ...there])!;
    const own = this.rule.strict ? curve.at(-1)!.value : this.better.bestOf(curve);
    if (!this.better.isWorse(own, threshold)) return undefined;
    return this.sentence(judged, own, threshold, there);
  }

  goesOn(judged: Judged, peers: readonly Peer[]): string {
    const { curve } = judged;
    const { metric, strict, goesOn } = this.rule;
    const there = peers.filter((peer) => peer.curve.length >= curve.length).map((peer) => peer.curve);
    const own = this.rule.strict ? curve.at(-1)!.value : this.better.bestOf(curve);
    const standing = `${strict ? '' : 'the best '}${metric.name} ${shown(own, 4)} is now among`;
    return `${standing} the ${goesOn} of ${amongTrials(there.length + 1, judged)} ${this.where(curve, there)}`;
  }

  threshold(reports: number, curves: readonly Curve[]): number | undefined {
    if (!this.decidesAt(reports)) return undefined;
    const values = curves.flatMap((curve) => curve[reports - 1]?.value ?? []);
    return this.better.sorted(values)[Math.min(this.rule.place(values.length), values.length - 1)];
  }

  describe(lastStep: number | undefined): string {
    const { stepName, consequence } = this.rule;
    const rungs = this.rungs(lastStep === undefined ? Number.MAX_SAFE_INTEGER : lastStep - 1);
    if (rungs.length === 0) return `no effect: no trial goes beyond the first comparison`;
    const shown = lastStep === undefined ? rungs.slice(0, 4) : rungs;
    return `compared after ${namedRungs(stepName, shown, shown.length < rungs.length)}; ${consequence}`;
  }

  private sentence(judged: Judged, own: number, threshold: number, there: readonly Curve[]): string {
    const { curve } = judged;
    const { metric, stepName, strict, goesOn } = this.rule;
    const { step } = curve.at(-1)!;
    const [value, than] = toldApart(own, threshold);
    return (
      `After ${stepName} ${step} ${strict ? '' : 'the best '}${metric.name} ${value} was ${this.better.worseWord} ` +
      `${than}, the ${goesOn} of ${amongTrials(there.length + 1, judged)} ${this.where(curve, there)}.`
    );
  }

  /** The place of the comparison: `at epoch 3`, or `after 3 values each` if these are of different steps. */
  private where(curve: Curve, there: readonly Curve[]): string {
    const { step } = curve.at(-1)!;
    const together = there.every((other) => other[curve.length - 1]!.step === step);
    return together ? `at ${this.rule.stepName} ${step}` : `after ${curve.length} values each`;
  }
}

/** `first` multiplied by `eta` repeatedly, each truncated, up to `most`; each once. */
export function geometricRungs(first: number, eta: number, most: number): number[] {
  const rungs = new Set<number>();
  // W&B's client multiplies in the same way, a hundred times: equal bits give equal rungs.
  for (let rung = first, k = 0; k < 100 && Math.trunc(rung) <= most; k++, rung *= eta)
    rungs.add(Math.trunc(rung));
  return [...rungs];
}
