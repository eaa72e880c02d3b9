import type { Configuration } from '../configuration.ts';
import type { Curve } from '../metric/curve.ts';
import type { Spec } from '../sweepfile/spec.ts';

/**
 * The result of a configuration, over all its replicates, once each of them has ended. It is `completed` if
 * any replicate completed, else `pruned` if any was pruned. A configuration that a person cancelled is no
 * observation.
 */
export interface Observation {
  /** The index of the proposal in the search, from 0. */
  readonly index: number;
  readonly configuration: Configuration;
  readonly state: 'completed' | 'pruned' | 'failed';
  /**
   * The sweep's metric: the mean over the replicates that completed or, if none did, over the last values of
   * those that were pruned. Undefined if none is finite.
   */
  readonly value: number | undefined;
  /** The last step that any of its replicates reported; 0 if none did. */
  readonly lastStep: number;
  /** The metric over the steps of its first replicate. */
  readonly curve: Curve;
}

/**
 * The facts that an adaptive sampler may use for a proposal. Nothing else that happened may change its
 * answer.
 */
export interface Past {
  /** In order of index; every index is below that of the proposal minus the lookahead. */
  readonly known: readonly Observation[];
  /** Results of earlier sweeps, in order, with indices below 0. */
  readonly earlier?: readonly Observation[] | undefined;
  /**
   * Configurations that were proposed after these: their results are not known yet, whether they have ended
   * or not.
   */
  readonly pending: readonly Configuration[];
  /**
   * All configurations that can be proposed, if that is not the whole space: the measured ones, when a search
   * is replayed.
   */
  readonly among?: readonly Configuration[] | undefined;
}

export interface Proposal {
  /** Canonical, and proposed once in a search. */
  readonly configuration: Configuration;
  /** Number of the grid's cell or of the draw behind it, from 0, never decreasing. */
  readonly cell: number;
}

/**
 * Proposes configurations. A search is a pure function of the spec and of the results that it gets: no clock,
 * no store, no arrival order, no state of its own; it can be started again at any time and proposes the same.
 * A longer `runCap` only appends to it.
 */
export type Sampler = FixedSampler | AdaptiveSampler;

/** Its proposals do not depend on results. */
export interface FixedSampler {
  readonly adaptive: false;
  /** Whether the search goes on without end if the spec has no run cap. */
  readonly isEndless: boolean;
  /** Most cells that the search walks through, repetitions included; undefined if it draws instead. */
  cells(spec: Spec): number | undefined;
  /**
   * The proposals in order, made on demand; the index is the position. Ends after `runCap` proposals or when
   * nothing new is left.
   * @throws SweepError `spec_invalid` if the space is too large to be searched.
   */
  search(spec: Spec): Iterable<Proposal>;
  /**
   * The order in which it tries these, if nothing else can be tried; absent if it takes the one nearest to
   * each proposal.
   */
  order?(spec: Spec, among: readonly Configuration[]): Configuration[];
}

/**
 * Learns from results. The proposal with index i sees the observations with index < i − lookahead: the caller
 * waits until these have ended, so proposals are the same however many trials run at once.
 */
export interface AdaptiveSampler {
  readonly adaptive: true;
  readonly isEndless: true;
  /**
   * The configuration with that index: canonical, in the space, and equal to none of the past. Undefined if
   * (nearly) nothing new is left. The caller checks the run cap.
   */
  propose(spec: Spec, index: number, past: Past): Configuration | undefined;
}
