import type { Configuration } from '../configuration.ts';
import type { Curve } from '../metric/curve.ts';
import type { Spec } from '../sweepfile/spec.ts';

/**
 * How a configuration fared, all its replicates together, once each of them has ended. One of which any replicate
 * completed is `completed`; else one of which any was pruned is `pruned`; one that was cancelled by a person is not told.
 */
export interface Observation {
  /** The proposal's place in the search, from 0. */
  readonly index: number;
  readonly configuration: Configuration;
  readonly state: 'completed' | 'pruned' | 'failed';
  /**
   * The sweep's metric: the mean over the replicates that completed or, where none did, over the last values of those
   * that were pruned. Undefined where there is none that is finite.
   */
  readonly value: number | undefined;
  /** The last step that any of its replicates reported; 0 where none did. */
  readonly lastStep: number;
  /** The metric over the steps of its first replicate. */
  readonly curve: Curve;
}

/** What a sampler that adapts may know when it proposes. Everything else that happened must not change its answer. */
export interface Past {
  /** In order of index; all of them have an index below that of the proposal, less the lookahead. */
  readonly known: readonly Observation[];
  /** Configurations that were proposed after these: how they fare is not known yet, whether they have ended or not. */
  readonly pending: readonly Configuration[];
  /** All that can be proposed, where it is not the whole space: what was measured before, when a search is replayed. */
  readonly among?: readonly Configuration[] | undefined;
}

export interface Proposal {
  /** Canonical, and proposed once in a search. */
  readonly configuration: Configuration;
  /** Number of the grid's cell or of the draw that gave it, from 0, never falling. */
  readonly cell: number;
}

/**
 * Says what to try. A search is a pure function of the spec and of what it is told: no clock, no store, no arrival
 * order, no state of its own; it can be started again at any time and proposes the same. A longer `runCap` only appends
 * to it.
 */
export type Sampler = FixedSampler | AdaptiveSampler;

/** Proposes the same whatever comes of it. */
export interface FixedSampler {
  readonly adaptive: false;
  /** Whether the search goes on without end where the spec has no run cap. */
  readonly isEndless: boolean;
  /** How many cells the search walks through at most, repetitions included; undefined where it draws instead. */
  cells(spec: Spec): number | undefined;
  /**
   * The proposals in order, made as they are asked for; the index is the position. Ends after `runCap` proposals
   * or when nothing new is left.
   * @throws SweepError `spec_invalid` where the space is too large to be searched.
   */
  search(spec: Spec): Iterable<Proposal>;
  /**
   * In which order it tries these, where nothing else can be tried; absent where it takes whatever is nearest to what it
   * proposes.
   */
  order?(spec: Spec, among: readonly Configuration[]): Configuration[];
}

/**
 * Learns from what was tried. The proposal with index i sees the observations with index < i − lookahead: whoever asks
 * waits until these have ended, and so proposals are the same however many trials run at once.
 */
export interface AdaptiveSampler {
  readonly adaptive: true;
  readonly isEndless: true;
  /**
   * The configuration with that index: canonical, in the space, and equal to none of the past. Undefined where (nearly)
   * nothing new is left. The run cap is the caller's.
   */
  propose(spec: Spec, index: number, past: Past): Configuration | undefined;
}
