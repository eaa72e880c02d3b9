import { readNames, writeNames } from '../addresses/nameList.ts';
import { readPage, writtenTexts } from '../addresses/query.ts';

/** Most trials, or groups, that are compared at once. */
export const MOST_COMPARED = 8;

/** Kinds of test images by what two trials predict: different classes, right by one alone, wrong by both. */
export const IMAGE_KINDS = ['different', 'only-a', 'only-b', 'neither'] as const;
export type ImageKind = (typeof IMAGE_KINDS)[number];

/**
 * The state of a comparison: its trials, or the groups whose best are compared, and what is shown of them.
 */
export interface CompareQuery {
  /** Numbers, or `sweep/number` for trials of other sweeps. */
  readonly trials: readonly string[];
  /** Ids of the sweeps whose best are compared, in place of trials. */
  readonly sweeps: readonly string[];
  /** The column that makes groups; if absent, `trials` counts. */
  readonly by: string | undefined;
  /** Values of that column: the groups to compare. */
  readonly values: readonly string[];
  /** The filter that the groups' rows have passed. */
  readonly where: string | undefined;
  /** Name of the metric of the curves; the sweep's metric where it is absent or unknown. */
  readonly metric: string | undefined;
  readonly images: ImageKind;
  /** Page of the images, from 1. */
  readonly page: number;
}

/** Reads a query string; what is not understood counts as absent. */
export function readCompareQuery(query: Readonly<Record<string, unknown>>): CompareQuery {
  const texts = (name: string) => writtenTexts(query[name]);
  return {
    trials: readNames(texts('trials')),
    sweeps: readNames(texts('sweeps')),
    by: texts('by')[0],
    values: readNames(texts('values')),
    where: texts('where')[0],
    metric: texts('metric')[0],
    images: IMAGE_KINDS.find((kind) => kind === texts('images')[0]) ?? 'different',
    page: readPage(texts('page')),
  };
}

/** The query string of a comparison, with commas and slashes as people write them. */
export function writeCompareQuery(query: Partial<CompareQuery>, change: Partial<CompareQuery> = {}): string {
  const {
    trials = [],
    sweeps = [],
    by,
    values = [],
    where,
    metric,
    images,
    page = 1,
  } = { ...query, ...change };
  const parameters = new URLSearchParams();
  if (trials.length > 0) parameters.set('trials', trials.join(','));
  if (sweeps.length > 0) parameters.set('sweeps', sweeps.join(','));
  if (by) parameters.set('by', by);
  if (values.length > 0) parameters.set('values', writeNames(values));
  if (by && where) parameters.set('where', where);
  if (metric) parameters.set('metric', metric);
  if (images && images !== 'different') parameters.set('images', images);
  if (page > 1) parameters.set('page', String(page));
  return `?${parameters}`.replaceAll('%2C', ',').replaceAll('%2F', '/');
}
