import { plural } from '../../format.ts';
import type { SweepInfo } from '../../store/index.ts';
import { selectionWarnings } from '../../trainable/network/selection.ts';
import type { LeaderboardQuery } from '../addresses/query.ts';
import { type DescriptionView, descriptionView } from './description.ts';
import { type SweepTab, sweepTabs, type Tab } from './tabs.ts';

/** The top of every page of a sweep. */
export interface SweepHead {
  readonly name: string;
  readonly description: DescriptionView | undefined;
  readonly dataset: SweepInfo['dataset'];
  /** The text after the dataset, such as `grid · ranked by val_accuracy · engine onnx · seed 42`. */
  readonly facts: string;
  /** Warnings about how the sweep selects. */
  readonly warnings: readonly string[];
  readonly tabs: readonly Tab[];
}

/** `view` is the state that the links to the other pages carry. */
export function sweepHead(sweep: SweepInfo, view: LeaderboardQuery, current: SweepTab): SweepHead {
  const { name, dataset, method, metric, engine, seed, replicates, finals, scientific } = sweep;
  const facts = [
    method,
    `ranked by ${metric}`,
    engine === null ? sweep.trainable : `engine ${engine}`,
    `seed ${seed}`,
  ];
  if (replicates > 1) facts.push(`${replicates} replicates each`);
  const ofEach = scientific.length > 0 ? ` for each ${scientific.join(' and ')}` : '';
  const best = finals?.top === 1 && ofEach !== '' ? 'the best' : `the best ${finals?.top}`;
  if (finals) facts.push(`finals of ${best}${ofEach} on ${plural(finals.seeds, 'more seed')}`);
  return {
    name,
    description: descriptionView(sweep.specText),
    dataset,
    facts: facts.join(' · '),
    warnings: selectionWarnings(sweep),
    tabs: sweepTabs(sweep.id, view, current),
  };
}
