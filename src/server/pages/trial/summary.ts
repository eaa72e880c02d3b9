import { epochsAndTime } from '../../../format.ts';
import type { LeaderboardRow, TrialDetail } from '../../../store/index.ts';
import { trainableOf } from '../../../trainable/index.ts';
import { selectionWarnings } from '../../../trainable/network/selection.ts';
import { originWords } from '../../../trial/origin.ts';
import { trialHref } from '../../addresses/addresses.ts';
import type { Link } from '../../addresses/links.ts';
import { type EndingView, endingView } from './ending.ts';
import type { Score } from './scores.ts';
import type { SectionLink } from './sections.ts';

/** The top of a trial's page: its outcome, and the links to other trials. */
export interface SummaryView {
  readonly state: TrialDetail['state'];
  /**
   * Such as `rank 3`, or `rank 3 of the trials` if replicates are ranked together; undefined if it has no
   * rank.
   */
  readonly rank: string | undefined;
  /** The text after the dataset, such as `seed 7 · 20 epochs in 2m 5s`. */
  readonly facts: string;
  /** The trial whose first steps were reused, with a text that says so. */
  readonly origin: Link | undefined;
  /** Warnings about how its sweep selects. */
  readonly warnings: readonly string[];
  readonly ending: EndingView;
  /** The trials next to it by rank. */
  readonly better: Link | undefined;
  readonly worse: Link | undefined;
  readonly scores: readonly Score[];
  /** Something that can be done with the trial; undefined if there is nothing. */
  readonly action: Link | undefined;
  readonly sections: readonly SectionLink[];
}

/** `ranked` are the trials that have a rank, best first. */
export function summaryView(
  trial: TrialDetail,
  ranked: readonly LeaderboardRow[],
  { scores, action, sections }: Pick<SummaryView, 'scores' | 'action' | 'sections'>,
): SummaryView {
  const { sweep, state, number } = trial;
  const { stepName } = trainableOf(sweep.trainable);
  const place = ranked.findIndex(({ trials }) => trials[0] === number);
  const neighbour = (word: string, index: number): Link | undefined => {
    const other = place < 0 ? undefined : ranked[index]?.trials[0];
    if (other === undefined) return undefined;
    const name = ranked[index]!.rank === ranked[place]!.rank ? 'Equal' : word;
    return { name: `${name}: #${other}`, href: trialHref(sweep.id, other) };
  };
  return {
    state,
    rank:
      place < 0 ? undefined : `rank ${ranked[place]!.rank}${sweep.replicates > 1 ? ' of the trials' : ''}`,
    facts: [
      `seed ${trial.seed}`,
      epochsAndTime({ epochs: trial.steps, durationMs: trial.durationMs }, stepName),
      ...(trial.resumedFrom === null || trial.resumedFrom === trial.origin?.step
        ? []
        : [`went on after ${stepName} ${trial.resumedFrom}`]),
    ].join(' · '),
    origin: trial.origin
      ? {
          name: originWords(trial.origin, stepName, sweep.id),
          href: trialHref(trial.origin.sweep, trial.origin.trial),
        }
      : undefined,
    warnings: selectionWarnings(sweep),
    ending: endingView(trial),
    better: neighbour('Better', place - 1),
    worse: neighbour('Worse', place + 1),
    scores,
    action,
    sections,
  };
}
