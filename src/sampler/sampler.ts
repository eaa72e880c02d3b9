import type { Configuration } from '../configuration.ts';
import type { Spec } from '../sweepfile/spec.ts';

/** How a configuration fared, as far as a sampler may know it. */
export interface Observation {
  /** The proposal's place in the search, from 0. */
  readonly index: number;
  readonly configuration: Configuration;
  /** Mean of the sweep's metric over the replicates that ended well; undefined where none did. */
  readonly value: number | undefined;
}

/** The observations of the proposals with index < `before`, in order of index. */
export type Observed = (before: number) => readonly Observation[];

export interface Proposal {
  /** Canonical, and proposed once in a search. */
  readonly configuration: Configuration;
  /** Number of the grid's cell or of the draw that gave it, from 0, never falling. */
  readonly cell: number;
}

/**
 * Says what to try. A search is a pure function of the spec and the observations: no clock, no store, no arrival
 * order; it can be started again at any time and proposes the same. A longer `runCap` only appends to it.
 */
export interface Sampler {
  /**
   * Whether proposals depend on observations. The proposal with index i may then use the observations with
   * index < i − lookahead, and whoever iterates must have these ready before asking for it.
   */
  readonly adaptive: boolean;
  /** Whether the search goes on without end where the spec has no run cap. */
  readonly isEndless: boolean;
  /** How many cells the search walks through at most, repetitions included; undefined where it draws instead. */
  cells(spec: Spec): number | undefined;
  /**
   * The proposals in order, made as they are asked for; the index is the position. Ends after `runCap` proposals
   * or when nothing new is left.
   * @throws SweepError `spec_invalid` where the space is too large to be searched.
   */
  search(spec: Spec, observed: Observed): Iterable<Proposal>;
}
