import type { TrialDetail } from '../../store/index.ts';
import type { Link } from '../addresses/links.ts';
import type { CompareQuery } from '../compare/query.ts';
import type { ImageSource } from '../network/imageSource.ts';
import { networkPages } from '../network/networkPages.ts';
import { programPages } from '../program/programPages.ts';
import type { DatabaseReader } from '../reading/databaseReader.ts';

/** A section of a page that only trials of one kind have. */
export interface PagePart {
  /** Id of the section; links to the section use it, too. */
  readonly id: string;
  readonly title: string;
  /** The heading, if it says more than the title. */
  readonly heading: string;
  /** Beside the parameters, or below them. */
  readonly place: 'aside' | 'below';
  /** The view, and the model that it shows. */
  readonly view: string;
  readonly model: object;
  /**
   * Ids inside the section that are replaced while its trial may still change; such a section is there from
   * the start.
   */
  readonly swapped?: readonly string[];
}

/** A resource that a trial used, or the place where it ran. */
export interface ResourceLine {
  readonly name: string;
  readonly value: string;
  /** The address of what it names. */
  readonly href?: string | undefined;
}

/** The parts of a trial's page that only its kind has. */
export interface TrialParts {
  readonly parts: readonly PagePart[];
  /** A link at the top of the page to something that can be done with the trial. */
  readonly action: Link | undefined;
  /** Lines after the time of one step (`stepMs` is the median), and after what the trial consists of. */
  readonly stepLines: (stepMs: number) => readonly ResourceLine[];
  readonly resourceLines: readonly ResourceLine[];
}

export interface PageServices {
  readonly reader: DatabaseReader;
  readonly images: ImageSource;
}

/**
 * The part of a comparison that only this kind of trainable has for two trials: a section, or why there is
 * none.
 */
export type PairPart = { readonly view: string; readonly model: object } | { readonly why: string };

/** The pages of trials of one kind, as far as they differ from those of other kinds. */
export interface TrainablePages {
  /** `query` is the query of the page's address. */
  trialParts(
    services: PageServices,
    trial: TrialDetail,
    query: Readonly<Record<string, unknown>>,
  ): TrialParts;
  /** `address` writes the address of the comparison with a change. */
  pairPart(
    services: PageServices,
    pair: readonly TrialDetail[],
    query: CompareQuery,
    address: (change: Partial<CompareQuery>) => string,
  ): PairPart | undefined;
}

/** Pages by the kind of trainable; a kind that is not listed has only the parts that all kinds share. */
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
