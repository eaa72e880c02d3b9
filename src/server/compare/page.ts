import { DASHES } from '../../charts/palette.ts';
import { count, metric, plural, spread } from '../../format.ts';
import { labels, predictions, type SweepInfo, type TrialDetail, trialEpochs } from '../../store/index.ts';
import { selectionWarnings } from '../../sweepfile/selection.ts';
import { describeConfiguration, varyingColumns } from '../../trial/varying.ts';
import { comparedCurvesHref, compareHref, imageHref, sweepHref, trialHref } from '../addresses.ts';
import type { Dashboard } from '../app.ts';
import type { DatabaseReader } from '../databaseReader.ts';
import type { Choice, Link } from '../links.ts';
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
  /** Its sweep. */
  readonly crumb: Link;
  readonly dataset: SweepInfo['dataset'];
  /** What has to be said of how the sweeps of the trials select. */
  readonly warnings: readonly string[];
  readonly trials: readonly ComparedTrial[];
  /** The groups whose best the trials are; undefined where trials were chosen. */
  readonly groups: GroupsView | undefined;
  readonly differing: readonly ComparedParameter[];
  readonly shared: readonly ComparedParameter[];
  /** Such as `12 parameters that are the same`. */
  readonly sharedTitle: string;
  readonly scores: readonly ComparedScore[];
  readonly curves: CurvesView;
  /** For two trials whose predictions are stored. */
  readonly pair: ComparedPair | undefined;
  /** Why there is none; undefined where there is one or there are more than two trials. */
  readonly noPair: string | undefined;
  readonly others: CompareForm;
}

/** The form that compares others. */
export interface CompareForm {
  /** Where it is sent. */
  readonly action: string;
  /** The trials that are compared now, as it has them. */
  readonly refs: string;
}

/** Two trials on the test set, with the images that they see differently. */
export interface ComparedPair extends PairView {
  readonly kinds: readonly Choice[];
  readonly list: ImageList;
  readonly links: { readonly previous: string | undefined; readonly next: string | undefined };
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
    /** How many configurations. */
    readonly count: string;
    readonly best: string;
    readonly mean: string;
    readonly median: string;
    readonly range: string;
  }[];
}

export interface CurvesView {
  readonly metric: CurveMetric;
  readonly choices: readonly Choice[];
  /** In the two widths in which it is drawn. */
  readonly picture: { readonly wide: string; readonly narrow: string; readonly alt: string };
  /** For each epoch the value of every trial; none before an epoch has ended. */
  readonly rows: readonly { readonly epoch: number; readonly cells: readonly string[] }[];
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
  const { differing, shared } = compareParameters(trials);
  return {
    title: groups ? `Groups by ${by} of ${sweep.name}` : `${trials.length} trials of ${sweep.name}`,
    crumb: { name: sweep.name, href: sweepHref(sweep.id) },
    dataset: sweep.dataset,
    warnings: selectionWarnings(...trials.map(({ sweep }) => sweep)),
    trials: trials.map((trial, index) => comparedTrial(trial, index, trials)),
    groups: groups && groupsView(groups, sweep, by!, query.where),
    differing,
    shared,
    sharedTitle: sameTitle(shared.length),
    scores: compareScores(trials, replicateMeans(reader, trials)),
    curves: curvesView(reader, trials, query.metric ?? sweep.metric, address),
    pair,
    noPair:
      trials.length === 2 && !pair
        ? 'The test sets cannot be held against each other: predictions are stored when a trial completes.'
        : undefined,
    others: compareForm(sweep, refs),
  };
}

/** What each trial's configuration comes to, `0.8861 ± 0.0011 (2)`; undefined where none has replicates. */
function replicateMeans(
  { boards }: DatabaseReader,
  trials: readonly TrialDetail[],
): readonly string[] | undefined {
  const rows = trials.map((trial) =>
    boards.leaderboard(trial.sweep.id).find(({ configuration }) => configuration === trial.configuration),
  );
  if (rows.every((row) => (row?.trials.length ?? 1) === 1)) return undefined;
  return rows.map((row) => (row ? `${spread(row.mean, row.std)} (${row.replicates})` : '–'));
}

export function compareForm({ id }: SweepInfo, refs: readonly string[]): CompareForm {
  return { action: compareHref(id), refs: refs.join(',') };
}

function sameTitle(parameters: number): string {
  return `${plural(parameters, 'parameter')} that ${parameters === 1 ? 'is' : 'are'} the same`;
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
    count: count(d?.count ?? 0),
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
  const picture = comparedCurvesHref(id, chosen, writeCompareQuery({ trials: refs }));
  return {
    metric: chosen,
    choices: CURVE_METRICS.map((name) => ({
      name,
      href: `${address({ metric: name })}#curves`,
      current: name === chosen,
    })),
    picture: {
      wide: picture,
      narrow: `${picture}&narrow`,
      alt: `${chosen} of ${plural(trials.length, 'trial')} over ${plural(longest, 'epoch')}; the table below has the numbers`,
    },
    rows: Array.from({ length: longest }, (_, index) => ({
      epoch: index + 1,
      cells: curves.map((rows) => (index < rows.length ? metric(rows[index]![chosen]) : '')),
    })),
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
): ComparedPair {
  const view = pairView(predicted);
  const kinds = imageKinds(predicted, view.counts).map(({ kind, name, count: found }) => ({
    name: `${name} (${found})`,
    href: `${address({ images: kind, page: 1 })}#images`,
    current: kind === images,
  }));
  const pictureOf = (index: number) => (hasPictures ? imageHref(sweep, index) : undefined);
  const list = imageList(predicted, images, page, pictureOf);
  const toPage = (target: number) => `${address({ page: target })}#images`;
  const links = {
    previous: list.page > 1 ? toPage(list.page - 1) : undefined,
    next: list.page < list.pages ? toPage(list.page + 1) : undefined,
  };
  return { ...view, kinds, list, links };
}
