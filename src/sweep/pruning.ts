import type { Configuration } from '../configuration.ts';
import type { Curve, CurvePoint } from '../metric/curve.ts';
import type { Peer, Pruner, Verdict } from '../pruner/pruner.ts';
import type { PlannedTrial } from '../store/store.ts';
import { scientificText } from '../sweepfile/roles/roles.ts';
import type { Spec } from '../sweepfile/spec.ts';
import type { StepReport } from '../trial/trial.ts';
import type { Past } from './past.ts';

/** More reports than any trial makes. */
const MOST_REPORTS = 2 ** 40;

/** What is known of a trial so far. */
interface Followed {
  curve: CurvePoint[];
  /** −1 before the first step. */
  lastStep: number;
  readonly plannedSteps?: number | undefined;
  /** See `Judged.among`: its peers have the same. */
  readonly among: string;
  /** It was judged before, and is not judged any more. */
  readonly isThawed?: boolean;
}

type JudgedSpec = Pick<Spec, 'lookahead' | 'metric' | 'replicates' | 'roles'>;

/**
 * Judges the trials of a run by the pruner of its spec. Trial i is judged at a step by those with a number
 * below i − lookahead, each up to that step: if one of them has not come that far, the judgement waits for
 * it. Trials begin in the order of their numbers, so that none waits for one that has not begun. In a spec
 * with roles, the trials of each scientific value are judged by themselves.
 */
export class Pruning {
  private readonly pruner: Pruner;
  private readonly spec: JudgedSpec;
  private readonly trials = new Map<number, Followed>();
  /** Numbers of the trials that have not ended: few, however many trials there are. */
  private readonly open = new Set<number>();
  /** Waiting judgements, by trial number. */
  private readonly waiting = new Map<number, { readonly step: number; readonly goOn: () => void }>();
  private isReleased = false;

  /** `past` are the trials that the sweep had before this run. */
  constructor(pruner: Pruner, spec: JudgedSpec, past: Pick<Past, 'trials' | 'configuration'>) {
    this.pruner = pruner;
    this.spec = spec;
    for (const { number, replicate, curve, lastStep } of past.trials) {
      if (replicate >= spec.replicates) continue;
      const among = spec.roles ? this.amongOf(past.configuration(number)) : '';
      this.trials.set(number, { curve: [...curve], lastStep: lastStep ?? -1, among });
    }
  }

  private amongOf(configuration: Configuration): string {
    return scientificText(this.spec.roles?.scientific ?? [], configuration);
  }

  /**
   * Registers planned trials. Queued ones will run, or begin anew: trials that are judged by them wait for
   * them. Finals have no part in it.
   */
  planned(trials: readonly PlannedTrial[]): void {
    for (const { number, state, plannedSteps, thawed, configuration } of trials) {
      if (state !== 'queued') continue;
      const isThawed = thawed !== undefined;
      const among = this.amongOf(configuration);
      this.trials.set(number, { curve: [], lastStep: -1, plannedSteps, isThawed, among });
      this.open.add(number);
    }
  }

  /**
   * Takes a report of a trial. The verdict resolves once the trial can be judged; it is also undefined if the
   * trial was released, and after its last step, when nothing is left to save.
   */
  async judge(number: number, { step, metrics }: StepReport): Promise<Verdict> {
    const own = this.trials.get(number)!;
    if (step <= own.lastStep) return undefined;
    own.lastStep = step;
    const value = metrics[this.spec.metric.name];
    if (value !== undefined && Number.isFinite(value)) own.curve.push({ step, value });
    this.wake();
    return own.isThawed ? undefined : this.verdict(number, own);
  }

  /**
   * The number of finite values after which a trial with that many is judged next: nothing stops it before,
   * and a checkpoint there is worthwhile. Undefined if it is judged after each of them, or never again.
   */
  nextRung(reports: number): number | undefined {
    if (this.pruner.rungs(reports + 1).length === 0 && this.pruner.decidesAt(reports + 1)) return undefined;
    for (let most = reports + 1; most < MOST_REPORTS; most *= 2) {
      const next = this.pruner.rungs(most).find((rung) => rung > reports);
      if (next !== undefined) return next;
    }
    return undefined;
  }

  /** The numbers of finite values after which a trial of so many steps is judged, if they are few. */
  rungs(plannedSteps: number | undefined): readonly number[] {
    return plannedSteps === undefined ? [] : this.pruner.rungs(plannedSteps);
  }

  /** Gives a trial the reports of its earlier attempts before that step, if it goes on with them. */
  goesOnWith(number: number, before: Curve, step: number): void {
    const own = this.trials.get(number)!;
    if (own.curve.length === 0) own.curve = before.filter((point) => point.step < step);
  }

  /**
   * Judges a trial that goes on after that step as it was there: its process may have ended before the
   * verdict.
   */
  async goOn(number: number, step: number, before: Curve): Promise<Verdict> {
    const own = this.trials.get(number)!;
    own.curve = before.filter((point) => point.step <= step);
    own.lastStep = step;
    this.wake();
    return own.isThawed ? undefined : this.verdict(number, own);
  }

  /**
   * Judges a trial by the steps that another one did for it, one after another except the last. Returns the
   * first step after which it would have been stopped if it had done them itself.
   */
  async before<Point extends CurvePoint>(
    number: number,
    curve: readonly Point[],
  ): Promise<{ readonly point: Point; readonly verdict: string } | undefined> {
    for (const point of curve.slice(0, -1)) {
      const verdict = await this.goOn(number, point.step, curve);
      if (verdict !== undefined) return { point, verdict };
    }
    return undefined;
  }

  private async verdict(number: number, own: Followed): Promise<Verdict> {
    const { plannedSteps, lastStep: step, among } = own;
    const isNumber = own.curve.at(-1)?.step === step;
    if (!isNumber || this.isReleased || step >= (plannedSteps ?? Infinity)) return undefined;
    if (!this.pruner.decidesAt(own.curve.length)) return undefined;
    if (!this.isReady(number, step)) {
      await new Promise<void>((goOn) => this.waiting.set(number, { step, goOn }));
      if (!this.isReady(number, step)) return undefined;
    }
    const peers: Peer[] = [];
    for (const [trial, peer] of this.trials)
      if (this.isPeer(trial, peer, number, own)) peers.push({ trial, curve: upTo(peer.curve, step) });
    return this.pruner.judge({ trial: number, curve: own.curve, plannedSteps, among }, peers);
  }

  ended(number: number): void {
    this.open.delete(number);
    this.release(number);
    this.wake();
  }

  /** Ends waiting judgements of one trial, or of all. */
  release(number?: number): void {
    if (number === undefined) this.isReleased = true;
    for (const [waiting, { goOn }] of this.waiting) {
      if (number !== undefined && waiting !== number) continue;
      this.waiting.delete(waiting);
      goOn();
    }
  }

  private isPeer(trial: number, peer: Followed, judged: number, own: Followed): boolean {
    return trial < judged - this.spec.lookahead && peer.among === own.among;
  }

  /** Whether every trial that judges this one has ended or reached the step. */
  private isReady(number: number, step: number): boolean {
    const own = this.trials.get(number)!;
    for (const trial of this.open) {
      const peer = this.trials.get(trial)!;
      if (this.isPeer(trial, peer, number, own) && peer.lastStep < step) return false;
    }
    return true;
  }

  private wake(): void {
    for (const [number, { step, goOn }] of this.waiting) {
      if (!this.isReady(number, step)) continue;
      this.waiting.delete(number);
      goOn();
    }
  }
}

function upTo(curve: readonly CurvePoint[], step: number): readonly CurvePoint[] {
  const last = curve.at(-1);
  return !last || last.step <= step ? curve : curve.filter((point) => point.step <= step);
}
