import { DASHES } from '../../charts/palette.ts';
import { count, listed, metric, plural, spread } from '../../format.ts';
import type { SweepInfo, TrialDetail } from '../../store/index.ts';
import { trainableOf } from '../../trainable/index.ts';
import { selectionWarnings } from '../../trainable/network/selection.ts';
import { describeConfiguration, varyingParameters } from '../../trial/varying.ts';
import { compareHref, homeHref, sweepHref, trialHref } from '../addresses/addresses.ts';
import type { Link } from '../addresses/links.ts';
import { readQuery, writeQuery } from '../addresses/query.ts';
import type { Dashboard } from '../app.ts';
import { type PairPart, pagesOf } from '../pages/trainablePages.ts';
import type { DatabaseReader } from '../reading/databaseReader.ts';
import type { BestPairMemory } from './bestPairMemory.ts';
import { type ChosenGroup, chosenGroups } from './chosenGroups.ts';
import { chosenSweeps } from './chosenSweeps.ts';
import { chosenTrials } from './chosenTrials.ts';
import { type CurvesView, curvesView } from './curves.ts';
import { type GroupVerdicts, groupVerdicts } from './groupVerdicts.ts';
import { type ComparedParameter, compareParameters } from './parameters.ts';
import { type CompareQuery, writeCompareQuery } from './query.ts';
import { type ComparedScore, compareScores } from './scores.ts';

/** Two to eight trials side by side. */
export interface ComparePage {
  readonly title: string;
  /** The link to its sweep. */
  readonly crumb: Link;
  readonly dataset: SweepInfo['dataset'];
  /** Warnings about how the sweeps of the trials select. */
  readonly warnings: readonly string[];
  readonly trials: readonly ComparedTrial[];
  /** The groups whose best trials are compared; undefined if trials were chosen. */
  readonly groups: GroupsView | undefined;
  /** The verdicts on these groups. */
  readonly verdicts: GroupVerdicts | undefined;
  readonly differing: readonly ComparedParameter[];
  /** The remaining parameters under titles that open them, such as `12 parameters that are the same`. */
  readonly folded: readonly { readonly title: string; readonly lines: readonly ComparedParameter[] }[];
  readonly scores: readonly ComparedScore[];
  /** The remaining metrics, if there are very many. */
  readonly moreScores: readonly ComparedScore[];
  readonly curves: CurvesView;
  /** A section that only this kind of trainable has for two trials. */
  readonly pair: Extract<PairPart, { view: string }> | undefined;
  /** Why there is no such section; undefined if there is one, or if there could be none. */
  readonly noPair: string | undefined;
  readonly others: CompareForm;
}

/** The form that compares others. */
export interface CompareForm {
  /** The address that the form is sent to. */
  readonly action: string;
  /** The trials that are compared now, as the form writes them. */
  readonly refs: string;
}

export interface ComparedTrial {
  /** A letter from A to H. */
  readonly letter: string;
  /** Number of the trial's colour, from 1. */
  readonly hue: number;
  /** The dashes of the trial's line, as SVG writes them. */
  readonly dash: string;
  /** Such as `trial 3`, with the name of its sweep if several sweeps are compared. */
  readonly name: string;
  readonly href: string;
  /** The parameters in which it differs from the others. */
  readonly differences: string;
}

export interface GroupsView {
  readonly by: string;
  readonly where: string | undefined;
  readonly metric: string;
  readonly rows: readonly {
    readonly letter: string;
    readonly value: string;
    /** The number of configurations. */
    readonly count: string;
    readonly best: string;
    readonly mean: string;
    readonly median: string;
    readonly range: string;
  }[];
}

export const LETTERS = 'ABCDEFGH';

/** Groups, and what makes them. */
interface Grouped {
  readonly by: string;
  readonly groups: readonly ChosenGroup[];
}

/** @throws SweepError as {@link chosenTrials} and {@link chosenGroups} do. */
export function comparePage(
  dashboard: ForPage,
  sweep: SweepInfo,
  query: CompareQuery,
  memory: BestPairMemory,
): ComparePage {
  const { by } = query;
  const { reader } = dashboard;
  const grouped =
    by === undefined ? undefined : { by, groups: chosenGroups(reader, sweep, { ...query, by }) };
  const refs = grouped ? grouped.groups.map(({ trial }) => String(trial)) : query.trials;
  return {
    ...sideBySide(dashboard, sweep, query, { refs, grouped }, memory),
    title:
      by === undefined
        ? `${refs.length} trials of ${sweep.name}`
        : `Groups by ${namesIn(by)} of ${sweep.name}`,
    crumb: { name: sweep.name, href: sweepHref(sweep.id) },
  };
}

/** The best of several sweeps. @throws SweepError as {@link chosenSweeps} does. */
export function compareSweepsPage(
  dashboard: ForPage,
  sweeps: readonly SweepInfo[],
  query: CompareQuery,
  memory: BestPairMemory,
): ComparePage {
  const groups = chosenSweeps(dashboard.reader, sweeps);
  const refs = groups.map(({ sweep, trial }) => `${sweep.id}/${trial}`);
  return {
    ...sideBySide(dashboard, sweeps[0]!, query, { refs, grouped: { by: 'sweep', groups } }, memory),
    title: `The best of ${sweeps.length} sweeps`,
    crumb: { name: 'Sweeps', href: homeHref() },
  };
}

type ForPage = Pick<Dashboard, 'reader' | 'images' | 'exportedBytes'>;

function sideBySide(
  { reader, images, exportedBytes }: ForPage,
  sweep: SweepInfo,
  query: CompareQuery,
  { refs, grouped }: { readonly refs: readonly string[]; readonly grouped: Grouped | undefined },
  memory: BestPairMemory,
): Omit<ComparePage, 'title' | 'crumb'> {
  const trials = chosenTrials(reader, sweep, refs);
  const address = (change: Partial<CompareQuery>) => writeCompareQuery({ ...query, ...change });
  const { trainable } = trials[0]!.sweep;
  const pair =
    trials.length === 2 ? pagesOf(trainable).pairPart({ reader, images }, trials, query, address) : undefined;
  const names = [...new Set(trials.flatMap(({ sweep: { id } }) => reader.boards.metricNames(id)))];
  const { scores, others } = compareScores(trials, names, replicateMeans(reader, trials));
  const { differing, partial, shared } = compareParameters(
    trainableOf(trainable).outermost,
    trials.map(({ parameters }) => parameters),
    trials.flatMap(({ sweep: { id } }) => reader.boards.varyingParameters(id)),
  );
  return {
    dataset: sweep.dataset,
    warnings: selectionWarnings(...trials.map(({ sweep }) => sweep)),
    trials: trials.map((trial, index) => comparedTrial(trial, index, trials)),
    groups: grouped && groupsView(grouped, sweep, query.where),
    verdicts:
      grouped &&
      groupVerdicts(
        { reader, exportedBytes },
        sweep,
        grouped.groups,
        { by: grouped.by, where: query.where },
        memory,
      ),
    differing,
    folded: [
      { title: `${plural(partial.length, 'parameter')} that only some of them have`, lines: partial },
      { title: sameTitle(shared.length), lines: shared },
    ].filter(({ lines }) => lines.length > 0),
    scores,
    moreScores: others,
    curves: curvesView(reader, trials, query.metric ?? sweep.metric, address),
    pair: pair && 'view' in pair ? pair : undefined,
    noPair: pair && 'why' in pair ? pair.why : undefined,
    others: compareForm(sweep, refs),
  };
}

/**
 * The mean of each trial's configuration over its replicates, such as `0.8861 ± 0.0011 (2)`; undefined if
 * none has replicates.
 */
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

/** `model and units` for `model,units`. */
function namesIn(by: string): string {
  return listed(by.split(',').map((name) => name.trim()));
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
    differences: describeConfiguration(
      trial.parameters,
      varyingParameters(all.map(({ parameters }) => parameters)),
    ),
  };
}

function groupsView({ by, groups }: Grouped, sweep: SweepInfo, where: string | undefined): GroupsView {
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
  return { by: namesIn(by), where: where && sweepHref(sweep.id, all), metric: sweep.metric, rows };
}
