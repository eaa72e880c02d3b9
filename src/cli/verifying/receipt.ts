import type { ChalkInstance } from 'chalk';
import { plural, shortDigest } from '../../format.ts';
import { type Difference, differing, type EpochCheck } from './compare.ts';
import type { EndCheck } from './end.ts';
import type { Recorded } from './recorded.ts';

/** The result of training again. */
export interface Verified {
  readonly recorded: Recorded;
  /** The epoch that was asked for or drawn, with the seed of the draw; undefined if all were. */
  readonly epoch: number | undefined;
  readonly seed?: number | undefined;
  /** The last epoch before the training; 0 for the beginning. */
  readonly from: number;
  readonly checks: readonly EpochCheck[];
  readonly end: EndCheck;
  /** The fingerprint of this machine. */
  readonly here: string;
}

/** Epochs that are printed with all of their numbers. */
const MOST_SHOWN = 3;

/** The receipt for people, and whether all bits are the same. */
export function receiptText(verified: Verified, chalk: ChalkInstance): { same: boolean; text: string } {
  const { recorded, checks, epoch, end, here } = verified;
  const { trial, flaws } = recorded;
  const whose = `of trial ${trial.number}`;
  const different = checks.filter(({ same }) => !same);
  const [first] = different;
  const wrong = [
    ...different.slice(0, MOST_SHOWN).map((check) => differenceText(check, whose)),
    ...(different.length > MOST_SHOWN ? [`and ${different.length - MOST_SHOWN} epochs more`] : []),
    ...flaws.map(({ epoch: step, flaw }) => `the state after epoch ${step} ${whose} ${flaw}`),
    ...(end.flaw ? [`trained again, ${end.flaw}`] : []),
    ...(end.differences ?? []).map((each) => `at its end, ${difference(each)}`),
    ...Object.entries(end.stored ?? {}).flatMap(([kept, same]) =>
      same ? [] : [`the stored ${kept} differ from those that it trains to`],
    ),
  ];
  const shown = epoch === undefined ? checks.slice(-1) : checks.filter((check) => check.epoch === epoch);
  const others = checks.filter((check) => check.same && !shown.includes(check));
  const right = [
    ...shown.filter(({ same }) => same).map((check) => `${numbers(check, whose)} – the same bits`),
    ...(others.length > 0 ? [`${epochsText(others)} – the same bits, too`] : []),
    ...(end.differences?.length === 0 && end.metrics
      ? [`at its end: ${valuesText(end.metrics)} – the same bits`]
      : []),
    ...Object.entries(end.stored ?? {}).flatMap(([kept, same]) =>
      same ? [`the stored ${kept} – the same bits`] : [],
    ),
  ];
  const lines = [
    ...right.map((line) => `${chalk.green('✓')} ${line}`),
    ...wrong.map((line) => `${chalk.red('✗')} ${line}`),
    ...(wrong.length > 0 ? [whyText(verified, first)] : []),
    ...(checks.some(({ recorded: { digest } }) => digest === undefined)
      ? [chalk.dim('The older version that trained it recorded no digests: only the metrics were compared.')]
      : []),
    chalk.dim(`Trained with ${here}; dataset sha256 ${trial.sweep.dataset.fingerprint}.`),
  ];
  return { same: wrong.length === 0, text: lines.join('\n') };
}

/** The same for programs. */
export function receiptJson(
  { recorded: { trial, flaws }, epoch, seed, from, checks, end, here }: Verified,
  same: boolean,
): object {
  return {
    sweep: trial.sweep.id,
    name: trial.sweep.name,
    trial: trial.number,
    same,
    epoch: epoch ?? null,
    seed: seed ?? null,
    from,
    epochs: checks,
    states: flaws,
    end: Object.keys(end).length > 0 ? end : null,
    fingerprint: { recorded: trial.fingerprint, found: here },
    dataset: trial.sweep.dataset.fingerprint,
  };
}

function numbers({ epoch, recorded: { metrics, digest } }: EpochCheck, whose: string): string {
  const chained = digest === undefined ? '' : `, digest ${shortDigest(digest)}`;
  return `epoch ${epoch} ${whose}: ${valuesText(metrics)}${chained}`;
}

/** All digits are printed, since bits are compared. */
function valuesText(metrics: EpochCheck['recorded']['metrics']): string {
  return Object.entries(metrics)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

function differenceText({ epoch, recorded, found }: EpochCheck, whose: string): string {
  const differences = differing(recorded.metrics, found.metrics).map(difference);
  const isOther = recorded.digest !== undefined && recorded.digest !== found.digest;
  const digests = isOther
    ? [
        `digest ${shortDigest(recorded.digest)} was recorded, and it trains to ${shortDigest(found.digest ?? 'none')}`,
      ]
    : [];
  return `epoch ${epoch} ${whose}: ${[...differences, ...digests].join('; ')}`;
}

function difference({ name, recorded, found }: Difference): string {
  const by = recorded === null || found === null ? '' : ` (${signed(found - recorded)})`;
  return `${name} ${recorded} was recorded, and it trains to ${found}${by}`;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toPrecision(2)}`;
}

function epochsText(checks: readonly EpochCheck[]): string {
  const [first, last] = [checks[0]!.epoch, checks.at(-1)!.epoch];
  if (last - first + 1 === checks.length && first !== last) return `epochs ${first} to ${last}`;
  return first === last ? `epoch ${first}` : plural(checks.length, 'other epoch');
}

/** Possible reasons for a difference. */
function whyText({ recorded: { trial }, here, checks }: Verified, first: EpochCheck | undefined): string {
  const { fingerprint } = trial;
  if (first && fingerprint !== null && fingerprint !== here)
    return `It was recorded with ${fingerprint}, and trained again with ${here}: between these, bits may differ.`;
  if (first && fingerprint === null)
    return 'Its engine and processor were not recorded: between engines, versions and processors, bits may differ.';
  const isSettled = first !== undefined && checks.every(({ epoch, same }) => same || epoch === first.epoch);
  return isSettled
    ? `Both were trained with ${here}, and the epochs after it are the same: what was recorded of it was changed since.`
    : `Both were trained with ${here}: what was recorded, or a state, was changed since, or this machine computes wrong.`;
}
