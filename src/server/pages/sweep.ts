import { pipeline } from 'node:stream';
import { Router } from 'express';
import { gainWords, sweepGain } from '../../analysis/index.ts';
import { expectedOfBest, expectedOfBestWords } from '../../comparison/index.ts';
import { duration, plural, spread } from '../../format.ts';
import {
  findSweep,
  type Leader,
  type RunningTrial,
  type SweepInfo,
  sweepProgress,
} from '../../store/index.ts';
import { trainableOf } from '../../trainable/index.ts';
import { describeConfiguration } from '../../trial/varying.ts';
import { baselineHref, eventsHref, trialHref, trialsChangeHref } from '../addresses/addresses.ts';
import type { Link } from '../addresses/links.ts';
import { type LeaderboardQuery, readQuery } from '../addresses/query.ts';
import type { Dashboard } from '../app.ts';
import { bestCompared, rolesCompared } from '../compare/bestCompared.ts';
import { type ExportMenu, sweepExportMenu } from '../exports/exportMenu.ts';
import { leaderboardCsv } from '../leaderboard/csv.ts';
import { boardNames, SweepScope } from '../leaderboard/sweepScope.ts';
import { type LeaderboardView, leaderboardView } from '../leaderboard/view.ts';
import type { DatabaseReader } from '../reading/databaseReader.ts';
import { RenderedPages } from '../rendering/renderedPages.ts';
import { type AnnotationPanel, annotationPanel } from './annotations.ts';
import { trialUndoLines, type UndoLine } from './deletion.ts';
import { type ProgressLine, progressLine } from './progressLine.ts';
import { type SteeringPanel, steeringPanel } from './steering.ts';
import { type SweepHead, sweepHead } from './sweepHead.ts';
import type { SweepTab } from './tabs.ts';
import { timeLeftWords } from './timeLeft.ts';
import { ARRANGING, OF_SWEEP, type ToolbarButton } from './toolbar.ts';

/** A sweep's leaderboard with what its run is doing, as two pages show it. */
export interface BoardPage extends LeaderboardView {
  readonly title: string;
  /** The address of the events that tell the page of changes after the state that it shows. */
  readonly events: string;
  readonly head: SweepHead;
  /** Undefined if the server exports nothing. */
  readonly exportMenu: ExportMenu | undefined;
  readonly progress: ProgressLine;
  /** How the sweep goes on, if it can, but no process runs it. */
  readonly goesOn: string | undefined;
  readonly running: readonly RunningLine[];
  /** Buttons of the toolbar. */
  readonly toolbar: readonly ToolbarButton[];
  /** The name under which a browser keeps views of sweeps with this name. */
  readonly viewsKey: string;
  readonly undo: readonly UndoLine[];
  /** The address that makes the ticked row the baseline. */
  readonly chooseBaseline: string;
  /** The address that changes the ticked rows. */
  readonly changeTrials: string;
  readonly best: BestSoFar | undefined;
  /** Such as `about 12m`; undefined if the sweep is not running. */
  readonly timeLeft: string | undefined;
}

/** The page of a sweep. */
export interface SweepPage extends BoardPage {
  readonly steering: SteeringPanel;
  readonly annotations: AnnotationPanel;
  /** What other seeds are expected to give the best one, in a sentence; undefined if that cannot be told. */
  readonly expected: string | undefined;
  /** The expected gain of more trials, in a sentence; undefined if it cannot be estimated. */
  readonly gain: string | undefined;
  /** The comparison of the scientific values of a sweep with roles. */
  readonly verdict: Link | undefined;
  /** Links that compare the best trials with each other. */
  readonly comparisons: readonly Link[];
  /** The spec as the user wrote it. */
  readonly specText: string;
}

/** The metric of the first row, with a link to the best of its trials. */
export interface BestSoFar extends Link {
  /** `Best`, or `Best so far` while the sweep is not done. */
  readonly title: string;
  readonly metric: string;
  readonly value: string;
  /** The parameters in which it differs from the others, such as `optimizer=adam`. */
  readonly differences: string;
}

/** One worker's current work, with a link to its trial. */
export interface RunningLine extends Link {
  /** Such as `worker 2`. */
  readonly worker: string;
  /** The parameters in which the trial differs from the others. */
  readonly differences: string;
  /** Steps done, such as `3/20`, or `12 steps` if the total is unknown. */
  readonly progress: string;
  readonly steps: number;
  readonly plannedSteps: number | undefined;
  /** Such as `Epochs done`. */
  readonly progressName: string;
  readonly elapsed: string;
}

export function sweepRoutes(dashboard: Dashboard): Router {
  const { reader, changes, render } = dashboard;
  const rendered = new RenderedPages(reader);
  return Router()
    .get('/sweeps/:id', (request, response) => {
      const token = changes.token();
      rendered.send({ request, response, type: 'html' }, token, () => {
        const page = sweepPage(dashboard, request.params.id, readQuery(request.query), token);
        return { status: page.problem ? 400 : 200, content: render('sweep', page) };
      });
    })
    .get('/sweeps/:id/leaderboard.csv', (request, response) => {
      const { name, csv } = reader.snapshot(() => sweepCsv(reader, request.params.id, request.query));
      // A client that leaves in the middle does no harm.
      pipeline(csv, response.attachment(`${name}.csv`), () => {});
    })
    .get('/sweeps/:id/events', (request, response) => {
      findSweep(reader.db, request.params.id);
      changes.listen(response, String(request.query.since ?? ''));
    });
}

function sweepPage(dashboard: Dashboard, id: string, query: LeaderboardQuery, token: string): SweepPage {
  const { db, boards } = dashboard.reader;
  const sweep = findSweep(db, id);
  const gain = boards.ofRows(sweep.id, sweepGain);
  const expected = expectedOfBest(sweep, boards.leaderboard(sweep.id), boards.trials(sweep.id));
  return {
    ...boardPage(dashboard, sweep, query, token, { tab: 'Leaderboard' }),
    steering: steeringPanel(db, sweep),
    annotations: annotationPanel(db, { sweepId: sweep.id }, sweep.state === 'running'),
    toolbar: OF_SWEEP,
    expected: expected && expectedOfBestWords(expected),
    gain: gain && gainWords(gain),
    verdict: rolesCompared(boards, sweep),
    comparisons: bestCompared(boards, sweep.id),
    specText: sweep.specText,
  };
}

/** `room` as for `leaderboardView`. */
export function boardPage(
  { reader, exports, sharesOf, recent }: Dashboard,
  sweep: SweepInfo,
  query: LeaderboardQuery,
  token: string,
  { tab, room }: { readonly tab: SweepTab; readonly room?: number },
): BoardPage {
  const { db, boards } = reader;
  const progress = sweepProgress(db, sweep.id);
  const varying = boards.varyingParameters(sweep.id);
  const board = leaderboardView(new SweepScope(reader, sweep), query, room);
  return {
    title: sweep.name,
    events: eventsHref(sweep.id, token),
    head: sweepHead(sweep, query, tab),
    exportMenu: sweepExportMenu(sweep, exports.ofSweep, board.csv, board.groups !== undefined),
    progress: progressLine(sweep, progress.trials),
    goesOn: ['interrupted', 'failed'].includes(sweep.state) ? goesOn(sweep) : undefined,
    running: progress.running.map((trial) => runningLine(trial, sweep, varying)),
    toolbar: ARRANGING,
    viewsKey: `views of ${sweep.name}`,
    undo: [...trialUndoLines(db, sweep.id), ...recent.undoLines(sweep.id)],
    best: bestSoFar(boards.leader(sweep.id), varying, sweep.state === 'completed' ? 'Best' : 'Best so far'),
    timeLeft: progress.running.length === 0 ? undefined : timeLeftWords({ reader, sharesOf }, sweep),
    ...board,
    chooseBaseline: baselineHref(sweep.id),
    changeTrials: trialsChangeHref(sweep.id, query.by),
  };
}

/** @throws SweepError `sweep_not_found`; `filter_invalid`. */
function sweepCsv({ db, boards }: DatabaseReader, id: string, query: Readonly<Record<string, unknown>>) {
  const sweep = findSweep(db, id);
  const asked = readQuery(query);
  const rows = boards.leaderboard(sweep.id, { ...asked, step: asked.epoch, withoutHidden: !asked.hidden });
  const source = {
    sweeps: [sweep],
    names: boardNames(boards, sweep),
    stepName: trainableOf(sweep.trainable).stepName,
    trials: (id: number) => boards.trials(id),
  };
  return { name: sweep.name, csv: leaderboardCsv(source, rows) };
}

function goesOn({ shared }: SweepInfo): string {
  return shared.goesOn ?? 'Run the same spec again to go on.';
}

function bestSoFar(
  leader: Leader | undefined,
  varying: readonly string[],
  title: string,
): BestSoFar | undefined {
  if (!leader) return undefined;
  const { row, trial } = leader;
  return {
    title,
    name: row.trials.length > 1 ? `trial ${trial}, the best of its ${row.trials.length}` : `trial ${trial}`,
    href: trialHref(row.sweep, trial),
    metric: row.metric,
    value: spread(row.mean, row.std),
    differences: describeConfiguration(row.parameters, varying),
  };
}

function runningLine(
  trial: RunningTrial,
  { id, clockMs, trainable }: SweepInfo,
  varying: readonly string[],
): RunningLine {
  const { number, worker, steps, parameters, startedAtMs } = trial;
  const { stepName } = trainableOf(trainable);
  const { plannedSteps } = trial.facts;
  return {
    worker: `worker ${worker === null ? '–' : worker + 1}`,
    name: `#${number}`,
    href: trialHref(id, number),
    differences: describeConfiguration(parameters, varying),
    progress: plannedSteps === undefined ? plural(steps, stepName) : `${steps}/${plannedSteps}`,
    steps,
    plannedSteps,
    progressName: `${stepName === 'epoch' ? 'Epochs' : 'Steps'} done`,
    elapsed: duration(startedAtMs === null || clockMs === null ? null : clockMs - startedAtMs),
  };
}
