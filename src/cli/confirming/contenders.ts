import { type Configuration, configurationHash } from '../../configuration.ts';
import { SweepError } from '../../errors.ts';
import { capitalized, listed, plural } from '../../format.ts';
import { sweepWord } from '../../shellWord.ts';
import type { EarlierSweep } from '../../store/earlierSweeps.ts';
import type { SweepInfo } from '../../store/index.ts';
import type { PlannedConfiguration } from '../../store/store.ts';
import { contendersOf } from '../../sweep/contenders.ts';
import { sweepIdentity } from '../../sweep/identity.ts';
import { Described } from '../../sweep/planSweep.ts';
import { type Confirmed, type Finals, storedFinals } from '../../sweepfile/finals.ts';
import type { Spec } from '../../sweepfile/spec.ts';
import type { GitState } from '../../trainable/provenance.ts';
import type { Workload } from '../../trainable/trainable.ts';
import { stateOfCode } from '../format/stateOfCode.ts';

/** A race that can begin or go on. */
export interface PlannedRace {
  readonly confirm: Confirmed;
  readonly configurations: readonly PlannedConfiguration[];
}

/**
 * The contenders of a race: as before for one that goes on, else the leaders of the search as it is now.
 * @throws SweepError `nothing_to_compare` with fewer than two; `configuration_invalid`.
 */
export function planRace(
  sweep: SweepInfo,
  { proposed }: EarlierSweep,
  workload: Pick<Workload, 'describe'>,
  { top, seeds }: Finals,
): PlannedRace {
  const { goal, replicates } = sweep;
  const before = sweep.shared.confirmed as Confirmed | undefined;
  const searched = proposed
    .flatMap(({ trials }) => trials)
    .filter((trial) => trial.replicate < replicates && trial.state === 'completed').length;
  const isSame = before?.top === top && before.seeds === seeds && before.searched === searched;
  const leaders = contendersOf(proposed, { goal, replicates, hasFinals: hasOwnFinals(sweep) });
  const byHash = new Map<string, Configuration>(
    proposed.map(({ configuration }) => [configurationHash(configuration), configuration]),
  );
  const goingOn = (isSame ? before.contenders : [])
    .map((hash) => byHash.get(hash))
    .filter((each) => each !== undefined);
  const contenders = goingOn.length > 1 ? goingOn : leaders.slice(0, top);
  if (contenders.length < 2) throw tooFew(sweep, contenders.length);
  const configurations = contenders.map((configuration) => {
    const description = workload.describe(configuration);
    if (description instanceof SweepError) throw description;
    return new Described(configuration, description);
  });
  const state = sweep.state === 'completed' ? 'completed' : 'interrupted';
  const confirm = {
    top,
    seeds,
    contenders: contenders.map(configurationHash),
    searched,
    searchState: before?.searched === searched ? before.searchState : state,
  } as const;
  return { confirm, configurations };
}

function hasOwnFinals({ specJson }: SweepInfo): boolean {
  return storedFinals(specJson, undefined) !== undefined;
}

function tooFew(sweep: SweepInfo, found: number): SweepError {
  const { name, id, metric } = sweep;
  const which = `completed configurations with a finite ${metric} in all of their trials`;
  return new SweepError(
    'nothing_to_compare',
    `A race needs two ${which}; ${name} (id ${id}) has ${found === 0 ? 'none' : 'one'}.`,
    `\`sweep leaderboard ${sweepWord(sweep)}\` shows what became of its trials.`,
  );
}

/**
 * @throws SweepError `dataset_mismatch` or `not_repeatable` unless trials here are the same as those of the sweep.
 */
export function requireSame(
  sweep: SweepInfo,
  { identity }: EarlierSweep,
  spec: Spec,
  workload: Workload,
): void {
  if (sweepIdentity(spec, workload.identity) === identity) return;
  const { name, id } = sweep;
  const changed = changesOf(sweep.shared, workload.shared);
  const what = changed.length === 0 ? 'What its trials run' : capitalized(listed(changed));
  const isData = changed.includes('the dataset');
  throw new SweepError(
    isData ? 'dataset_mismatch' : 'not_repeatable',
    `${what} ${changed.length > 1 ? 'have' : 'has'} changed since ${name} (id ${id}) ran: further seeds would not be comparable.`,
    isData
      ? 'Put the dataset of the sweep back, or run its spec again as a new sweep.'
      : 'Put it back as it was, or run its spec again as a new sweep.',
  );
}

/** Parts of the setup, in words, that differ. */
function changesOf(before: Workload['shared'], now: Workload['shared']): string[] {
  const fingerprint = (shared: Workload['shared']) =>
    (shared.dataset as { readonly fingerprint?: string } | undefined)?.fingerprint;
  return [
    ...(fingerprint(before) === fingerprint(now) ? [] : ['the dataset']),
    ...(before.sha256 === now.sha256 ? [] : [`the trainer ${now.trainer}`]),
    ...(before.engine === now.engine ? [] : ['the engine']),
  ];
}

/** Says that the code of a program differs from that of its sweep: its identity does not tell. */
export function codeWarnings({ shared }: SweepInfo, workload: Workload): string[] {
  const [before, now] = [shared.git, workload.shared.git] as (GitState | undefined)[];
  if (!before || !now || (before.commit === now.commit && before.dirty === now.dirty)) return [];
  return [
    `The code has changed: the sweep ran ${stateOfCode(before)}, and this is ${stateOfCode(now)}. Further seeds are comparable only if that changes no result.`,
  ];
}

/** `the best 5 configurations of cnn`. */
export function raceTitle({ name }: SweepInfo, { configurations, confirm }: PlannedRace): string {
  return `Confirming the best ${plural(configurations.length, 'configuration')} of ${name}, up to ${plural(confirm.seeds, 'further seed')} each`;
}
