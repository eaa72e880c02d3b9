import { epochsAndTime } from '../../../format.ts';
import type { LeaderboardRow, TrialDetail } from '../../../store/index.ts';
import { trainableOf } from '../../../trainable/index.ts';
import { selectionWarnings } from '../../../trainable/network/selection.ts';
import { type OriginPlace, originWords } from '../../../trial/origin.ts';
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
  /** Says whose first steps were reused, with the address of that trial unless it was deleted. */
  readonly origin: { readonly name: string; readonly href: string | undefined } | undefined;
  /** Warnings about how its sweep selects. */
  readonly warnings: readonly string[];
  readonly ending: EndingView;
  /** The trials next to it by rank, such as `rank 11: trial 4`. */
  readonly before: Link | undefined;
  readonly after: Link | undefined;
  readonly scores: readonly Score[];
  /** Something that can be done with the trial; undefined if there is nothing. */
  readonly action: Link | undefined;
  readonly sections: readonly SectionLink[];
}

/** `ranked` are the trials that have a rank, best first; `place` is that of the trial's origin. */
export function summaryView(
  trial: TrialDetail,
  ranked: readonly LeaderboardRow[],
  place: OriginPlace | undefined,
  { scores, action, sections }: Pick<SummaryView, 'scores' | 'action' | 'sections'>,
): SummaryView {
  const { sweep, state, number } = trial;
  const { stepName } = trainableOf(sweep.trainable);
  const index = ranked.findIndex(({ trials }) => trials[0] === number);
  const neighbour = (at: number): Link | undefined => {
    const row = index < 0 ? undefined : ranked[at];
    if (row === undefined) return undefined;
    const other = row.trials[0]!;
    const also = row.rank === ranked[index]!.rank ? 'also ' : '';
    return { name: `${also}rank ${row.rank}: trial ${other}`, href: trialHref(sweep.id, other) };
  };
  return {
    state,
    rank:
      index < 0 ? undefined : `rank ${ranked[index]!.rank}${sweep.replicates > 1 ? ' of the trials' : ''}`,
    facts: [
      `seed ${trial.seed}`,
      epochsAndTime({ epochs: trial.steps, durationMs: trial.durationMs }, stepName),
      ...(trial.resumedFrom === null || trial.resumedFrom === trial.origin?.step
        ? []
        : [`went on after ${stepName} ${trial.resumedFrom}`]),
    ].join(' · '),
    origin: trial.origin
      ? {
          name: originWords(trial.origin, stepName, sweep.id, place),
          href: place?.isThere ? trialHref(trial.origin.sweep, trial.origin.trial) : undefined,
        }
      : undefined,
    warnings: selectionWarnings(sweep),
    ending: endingView(trial),
    before: neighbour(index - 1),
    after: neighbour(index + 1),
    scores,
    action,
    sections,
  };
}
