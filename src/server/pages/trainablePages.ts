import type { TrialDetail } from '../../store/index.ts';
import type { Link } from '../addresses/links.ts';
import type { CompareQuery } from '../compare/query.ts';
import type { ImageSource } from '../network/imageSource.ts';
import { networkPages } from '../network/networkPages.ts';
import { programPages } from '../program/programPages.ts';
import type { DatabaseReader } from '../reading/databaseReader.ts';

/** A section of a page that trials of one kind alone have. */
export interface PagePart {
  /** Id of the section; the links to it use it, too. */
  readonly id: string;
  readonly title: string;
  /** What it says of itself, where that is more than its title. */
  readonly heading: string;
  /** Beside the parameters, or below them. */
  readonly place: 'aside' | 'below';
  /** The view and what it shows. */
  readonly view: string;
  readonly model: object;
  /** Ids within it that are swapped while its trial may still change; it is there from the start then. */
  readonly swapped?: readonly string[];
}

/** One thing that a trial took, or where it took it. */
export interface ResourceLine {
  readonly name: string;
  readonly value: string;
}

/** What the page of a trial has besides what every trial has. */
export interface TrialParts {
  readonly parts: readonly PagePart[];
  /** What can be done with it, at the top. */
  readonly action: Link | undefined;
  /** After the time that one of its steps takes (`stepMs` its median), and after what it is made of. */
  readonly stepLines: (stepMs: number) => readonly ResourceLine[];
  readonly resourceLines: readonly ResourceLine[];
}

export interface PageServices {
  readonly reader: DatabaseReader;
  readonly images: ImageSource;
}

/** What of a comparison of two trials is of their kind alone: a section below it, or why there is none. */
export type PairPart = { readonly view: string; readonly model: object } | { readonly why: string };

/** The pages of trials of one kind, as far as they differ from those of others. */
export interface TrainablePages {
  /** `query` is that of the page's address. */
  trialParts(
    services: PageServices,
    trial: TrialDetail,
    query: Readonly<Record<string, unknown>>,
  ): TrialParts;
  /** `address` writes the address of the comparison with something changed. */
  pairPart(
    services: PageServices,
    pair: readonly TrialDetail[],
    query: CompareQuery,
    address: (change: Partial<CompareQuery>) => string,
  ): PairPart | undefined;
}

/** By the kind of the trainable; pages of what is not here have no more than those of all. */
const PAGES: Readonly<Record<string, TrainablePages>> = {
  network: networkPages,
  program: programPages,
  module: programPages,
};

const NOTHING: TrainablePages = {
  trialParts: () => ({
    parts: [],
    action: undefined,
    stepLines: () => [],
    resourceLines: [],
  }),
  pairPart: () => undefined,
};

export function pagesOf(kind: string): TrainablePages {
  return PAGES[kind] ?? NOTHING;
}
