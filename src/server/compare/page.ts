import { metric, spread } from '../../format.ts';
import { labels, predictions, type SweepInfo, type TrialDetail, trialEpochs } from '../../store/index.ts';
import { describeConfiguration, varyingColumns } from '../../trial/varying.ts';
import { comparedCurvesHref, imageHref, sweepHref, trialHref } from '../addresses.ts';
import type { Dashboard } from '../app.ts';
import type { DatabaseReader } from '../databaseReader.ts';
import { DASHES } from '../palette.ts';
import { readQuery, writeQuery } from '../query.ts';
import { type ChosenGroup, chosenGroups } from './chosenGroups.ts';
import { chosenTrials } from './chosenTrials.ts';
import { type ImageList, imageKinds, imageList } from './images.ts';
import { type PairView, type Predictions, pairView } from './pair.ts';
import { type ComparedParameter, compareParameters } from './parameters.ts';
import { type CompareQuery, CURVE_METRICS, type CurveMetric, writeCompareQuery } from './query.ts';
import { type ComparedScore, compareScores } from './scores.ts';

/** Two to eight trials side by side. */
export interface ComparePage {
  readonly title: string;
  readonly sweep: SweepInfo;
  /** Whether one of the trials was selected on the test set. */
  readonly flattered: boolean;
  readonly trials: readonly ComparedTrial[];
  /** The groups whose best the trials are; undefined where trials were chosen. */
  readonly groups: GroupsView | undefined;
  readonly differing: readonly ComparedParameter[];
  readonly shared: readonly ComparedParameter[];
  readonly scores: readonly ComparedScore[];
  readonly curves: CurvesView;
  /** For two trials whose predictions are stored. */
  readonly pair: (PairView & { readonly list: ImageList; readonly kinds: readonly Choice[] }) | undefined;
  /** Why there is none; undefined where there is one or there are more than two trials. */
  readonly noPair: string | undefined;
  readonly links: { readonly previous: string | undefined; readonly next: string | undefined };
  /** The trials as the form that changes them has them. */
  readonly refs: string;
}

export interface ComparedTrial {
  /** A to H. */
  readonly letter: string;
  /** Number of its colour, from 1. */
  readonly hue: number;
  /** Its dashes, as SVG writes them. */
  readonly dash: string;
  /** Such as `trial 3`, with the name of its sweep where there are several. */
  readonly name: string;
  readonly href: string;
  /** How it differs from the others. */
  readonly what: string;
}

export interface GroupsView {
  readonly by: string;
  readonly where: string | undefined;
  readonly metric: string;
  readonly rows: readonly {
    readonly letter: string;
    readonly value: string;
    readonly count: number;
    readonly best: string;
    readonly mean: string;
    readonly median: string;
    readonly range: string;
  }[];
}

export interface CurvesView {
  readonly metric: CurveMetric;
  readonly choices: readonly Choice[];
  readonly picture: string;
  /** For each epoch the value of every trial. */
  readonly rows: readonly (readonly string[])[];
}

/** A link among others of which one is current. */
export interface Choice {
  readonly name: string;
  readonly href: string;
  readonly current: boolean;
}

export const LETTERS = 'ABCDEFGH';

/** @throws SweepError as {@link chosenTrials} and {@link chosenGroups} do. */
export function comparePage(
  { reader, images }: Pick<Dashboard, 'reader' | 'images'>,
  sweep: SweepInfo,
  query: CompareQuery,
): ComparePage {
  const { by } = query;
  const groups = by === undefined ? undefined : chosenGroups(reader, sweep, { ...query, by });
  const refs = groups ? groups.map(({ trial }) => String(trial)) : query.trials;
  const trials = chosenTrials(reader, sweep, refs);
  const address = (change: Partial<CompareQuery>) => writeCompareQuery({ ...query, ...change });
  const predicted = trials.length === 2 ? predictionsOf(reader, trials) : undefined;
  const pair =
    predicted &&
    pairOf(predicted, query, trials[0]!, images.look(trials[0]!.sweep.dataset).state !== 'missing', address);
  const { page = 1, pages = 1 } = pair?.list ?? {};
  return {
    title: groups ? `Groups by ${by} of ${sweep.name}` : `${trials.length} trials of ${sweep.name}`,
    sweep,
    flattered: trials.some((trial) => trial.sweep.validation.kind === 'test'),
    trials: trials.map((trial, index) => comparedTrial(trial, index, trials)),
    groups: groups && groupsView(groups, sweep, by!, query.where),
    ...compareParameters(trials),
    scores: compareScores(trials),
    curves: curvesView(reader, trials, query.metric ?? sweep.metric, address),
    pair,
    noPair:
      trials.length === 2 && !pair
        ? 'The test sets cannot be held against each other: predictions are stored when a trial completes.'
        : undefined,
    links: {
      previous: page > 1 ? `${address({ page: page - 1 })}#images` : undefined,
      next: page < pages ? `${address({ page: page + 1 })}#images` : undefined,
    },
    refs: refs.join(','),
  };
}

function comparedTrial(trial: TrialDetail, index: number, all: readonly TrialDetail[]): ComparedTrial {
  const severalSweeps = new Set(all.map(({ sweep }) => sweep.id)).size > 1;
  const name = `trial ${trial.number}`;
  return {
    letter: LETTERS[index]!,
    hue: index + 1,
    dash: DASHES[index]!.join(' '),
    name: severalSweeps ? `${name} of ${trial.sweep.name}` : name,
    href: trialHref(trial.sweep.id, trial.number),
    what: describeConfiguration(trial, varyingColumns(all)),
  };
}

function groupsView(
  groups: readonly ChosenGroup[],
  sweep: SweepInfo,
  by: string,
  where: string | undefined,
): GroupsView {
  const rows = groups.map(({ text, best, distribution: d }, index) => ({
    letter: LETTERS[index]!,
    value: text,
    count: d?.count ?? 0,
    best: spread(best!.mean, best!.std),
    mean: metric(d?.mean),
    median: metric(d?.median),
    range: `${metric(d?.min)} – ${metric(d?.max)}`,
  }));
  const all = writeQuery(readQuery({ where }));
  return { by, where: where && sweepHref(sweep.id, all), metric: sweep.metric, rows };
}

function curvesView(
  { db }: DatabaseReader,
  trials: readonly TrialDetail[],
  chosen: CurveMetric,
  address: (change: Partial<CompareQuery>) => string,
): CurvesView {
  const curves = trials.map(({ trialId }) => trialEpochs(db, trialId));
  const longest = Math.max(...curves.map(({ length }) => length));
  const { id } = trials[0]!.sweep;
  const refs = trials.map(({ sweep, number }) => `${sweep.id}/${number}`);
  return {
    metric: chosen,
    choices: CURVE_METRICS.map((name) => ({
      name,
      href: `${address({ metric: name })}#curves`,
      current: name === chosen,
    })),
    picture: comparedCurvesHref(id, chosen, writeCompareQuery({ trials: refs })),
    rows: Array.from({ length: longest }, (_, index) =>
      curves.map((rows) => (index < rows.length ? metric(rows[index]![chosen]) : '')),
    ),
  };
}

function predictionsOf({ db }: DatabaseReader, trials: readonly TrialDetail[]): Predictions | undefined {
  const { id, dataset } = trials[0]!.sweep;
  const truth = labels(db, id, 'test');
  const [first, second] = trials.map(({ trialId }) => predictions(db, trialId, 'test'));
  return truth && first && second ? { truth, first, second, classNames: dataset.classNames } : undefined;
}

function pairOf(
  predicted: Predictions,
  { images, page }: CompareQuery,
  { sweep }: TrialDetail,
  hasPictures: boolean,
  address: (change: Partial<CompareQuery>) => string,
): NonNullable<ComparePage['pair']> {
  const view = pairView(predicted);
  const kinds = imageKinds(predicted, view.counts).map(({ kind, name, count }) => ({
    name: `${name} (${count})`,
    href: `${address({ images: kind, page: 1 })}#images`,
    current: kind === images,
  }));
  const pictureOf = (index: number) => (hasPictures ? imageHref(sweep, index) : undefined);
  return { ...view, list: imageList(predicted, images, page, pictureOf), kinds };
}
