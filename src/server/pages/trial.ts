import { Router } from 'express';
import { shortDigest } from '../../format.ts';
import { findTrial, isNetworkSweep, originPlace, type TrialDetail, trialDetail } from '../../store/index.ts';
import { trainableOf } from '../../trainable/index.ts';
import { eventsHref, requestsHref, sweepHref } from '../addresses/addresses.ts';
import type { Link } from '../addresses/links.ts';
import type { Dashboard } from '../app.ts';
import { type ExportMenu, exportedTrial, trialExportMenu } from '../exports/exportMenu.ts';
import { type AnnotationPanel, annotationPanel } from './annotations.ts';
import { type PagePart, pagesOf, type ResourceLine } from './trainablePages.ts';
import { type TrialCurvesView, trialCurvesView } from './trial/curves.ts';
import { type ParametersView, parametersView } from './trial/parameters.ts';
import { resourceLines } from './trial/resources.ts';
import { type Score, scoresView } from './trial/scores.ts';
import { sectionLinks } from './trial/sections.ts';
import { type SummaryView, summaryView } from './trial/summary.ts';

/** One trial. */
export interface TrialPage {
  readonly title: string;
  /** The link to its sweep. */
  readonly crumb: Link;
  /**
   * The address of the events that tell the page of changes after the state that it shows; undefined once the
   * trial cannot change.
   */
  readonly events: string | undefined;
  /** Selector of the parts that are replaced on a change, in addition to the top of the page. */
  readonly swapped: string;
  readonly trial: TrialDetail;
  readonly summary: SummaryView;
  /** The address that takes the request to stop it; undefined if it is neither running nor asked to stop. */
  readonly stop: string | undefined;
  /** Undefined if the server exports nothing. */
  readonly exportMenu: ExportMenu | undefined;
  readonly annotations: AnnotationPanel;
  readonly curves: TrialCurvesView;
  readonly stepName: string;
  readonly parameters: ParametersView;
  /** All metrics, if there are more than fit at the top. */
  readonly metrics: readonly Score[] | undefined;
  readonly resources: readonly ResourceLine[];
  /** The sections that only trials of its kind have, beside the parameters and below them. */
  readonly aside: readonly PagePart[];
  readonly below: readonly PagePart[];
  /** The commands that train it again with a change. */
  readonly again: {
    readonly commands: string;
    /** Whether the same spec gives the same numbers: nobody knows what a user's code does. */
    readonly repeats: boolean;
    /** The spec that the first command writes; undefined if the server cannot write it. */
    readonly yaml: string | undefined;
    /**
     * The digest of its last step, whole and short, with the command that checks it; undefined if there is
     * none.
     */
    readonly digest: { readonly whole: string; readonly short: string; readonly verify: string } | undefined;
  };
}

/** Ids of the parts that change on the page of every running trial. */
const SWAPPED = ['charts', 'epochs', 'resources'];

type Services = Pick<Dashboard, 'reader' | 'images' | 'asSpec' | 'typed'>;

export function trialRoute(dashboard: Dashboard): Router {
  const { reader, changes, exports, render } = dashboard;
  return Router().get('/sweeps/:id/trials/:number', async (request, response) => {
    const { id, number } = request.params;
    const offered = await exports.ofTrial();
    const token = changes.token();
    const page = reader.snapshot(() => {
      const shown = trialPage(dashboard, `${id}/${number}`, request.query, token);
      return {
        ...shown,
        exportMenu: trialExportMenu(exportedTrial(reader.db, shown.trial), offered, dashboard.typed),
      };
    });
    // A page that follows its trial reloads once the trial has ended: it has more sections then.
    if (request.headers['hx-request'] && !page.events) response.set('HX-Refresh', 'true');
    response.send(render('trial', page));
  });
}

function trialPage(
  services: Services,
  ref: string,
  query: Readonly<Record<string, unknown>>,
  token: string,
): Omit<TrialPage, 'exportMenu'> {
  const { db, boards } = services.reader;
  const { trialId, sweepId } = findTrial(db, ref);
  const trial = trialDetail(db, trialId);
  const { sweep, number } = trial;
  const names = boards.metricNames(sweepId);
  const best = boards.leader(sweepId)?.trial;
  const ranked = boards.leaderboard(sweepId, { by: 'trial' }).filter(({ rank }) => rank !== null);
  const trains = sweep.state === 'running' && (trial.state === 'queued' || trial.state === 'running');
  const own = pagesOf(sweep.trainable).trialParts(services, trial, query);
  const scores = scoresView(trial, names);
  return {
    title: `Trial ${number} of ${sweep.name}`,
    crumb: { name: sweep.name, href: sweepHref(sweepId) },
    events: trains ? eventsHref(sweepId, token) : undefined,
    swapped: [...SWAPPED, ...own.parts.flatMap(({ swapped }) => swapped ?? [])]
      .map((part) => `#${part}:morph`)
      .join(','),
    trial,
    summary: summaryView(trial, ranked, originPlace(db, trial), {
      scores: scores.top,
      action: own.action,
      sections: sectionLinks(own.parts, scores.all !== undefined),
    }),
    stop: trains ? requestsHref(sweepId) : undefined,
    annotations: annotationPanel(db, { sweepId, trial: number }, trains),
    curves: trialCurvesView(db, trial, names, trains, query),
    stepName: trainableOf(sweep.trainable).stepName,
    metrics: scores.all,
    parameters: parametersView(
      trial,
      ranked.find(({ trials }) => trials[0] === best),
      { varying: boards.varyingParameters(sweepId), derived: boards.derivedParameters(sweepId) },
    ),
    resources: resourceLines(db, trial, own),
    aside: own.parts.filter(({ place }) => place === 'aside'),
    below: own.parts.filter(({ place }) => place === 'below'),
    again: {
      repeats: isNetworkSweep(trial.sweep),
      commands: [
        services.typed(`export ${sweepId}/${number} --out again.yaml`),
        services.typed(`run again.yaml --set ${exampleChange(trial)}`),
      ].join('\n'),
      yaml: services.asSpec?.(trial),
      digest: digestView(trial, services),
    },
  };
}

function digestView(
  { digest, sweep, number }: TrialDetail,
  { typed }: Pick<Services, 'typed'>,
): TrialPage['again']['digest'] {
  if (digest === null) return undefined;
  return {
    whole: digest,
    short: shortDigest(digest),
    verify: typed(`verify ${sweep.id}/${number}`),
  };
}

/** A parameter that a user may want to change. */
function exampleChange({ parameters }: TrialDetail): string {
  if ('learning_rate' in parameters) return 'learning_rate=0.0005';
  const name = Object.keys(parameters).find((each) => /^[\w.-]+$/.test(each));
  return `${name ?? 'NAME'}=VALUE`;
}
