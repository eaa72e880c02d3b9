import { type Database, networkTrial, type SweepInfo, type TrialDetail } from '../../store/index.ts';
import { sweepExportHref, trialExportHref } from '../addresses/addresses.ts';
import type { Link } from '../addresses/links.ts';
import type { Dashboard } from '../app.ts';
import type { SweepExport, TrialExport } from './exports.ts';

/** The parts of a trial that decide which formats it can be exported in. */
export interface ExportedTrial extends Pick<TrialDetail, 'sweep' | 'number' | 'state'> {
  /** Whether training it leaves a model to export, and whether that model is kept. */
  readonly hasModel: boolean;
  readonly hasWeights: boolean;
}

export function exportedTrial(db: Database, trial: TrialDetail): ExportedTrial {
  const network = networkTrial(db, trial.trialId);
  return { ...trial, hasModel: network !== undefined, hasWeights: network?.hasWeights ?? false };
}

/** The entries of an export menu, in their order. */
export interface ExportMenu {
  /** Such as `Export trial 12`. */
  readonly heading: string;
  readonly items: readonly ExportItem[];
  /** Why nothing more can be downloaded; undefined if something can. */
  readonly why: string | undefined;
  /** Commands that make the files that cannot be downloaded. */
  readonly typed: readonly TypedItem[];
}

export interface ExportItem {
  readonly title: string;
  readonly purpose: string;
  /** The address that the title leads to; undefined if there are several files. */
  readonly href: string | undefined;
  /** Each with the words that a screen reader says. */
  readonly files: readonly (Link & { readonly label: string })[];
}

export interface TypedItem {
  readonly title: string;
  readonly purpose: string;
  readonly command: string;
}

/** The export menu of a trial; undefined if nothing is offered. `typed` writes commands. */
export function trialExportMenu(
  trial: ExportedTrial,
  all: readonly TrialExport[],
  typed: Dashboard['typed'],
): ExportMenu | undefined {
  const offered = all.filter(({ needs }) => trial.hasModel || needs === 'nothing');
  if (offered.length === 0) return undefined;
  const { sweep, number, state } = trial;
  const others = offered.filter((each) => whyNot(trial, each) !== undefined);
  return {
    heading: `Export trial ${number}`,
    items: offered
      .filter((each) => !others.includes(each))
      .map(({ name, title, purpose }) => ({
        title,
        purpose,
        href: trialExportHref(sweep.id, number, name),
        files: [],
      })),
    why: others.length === 0 ? undefined : whyNot(trial, others[0]!),
    typed:
      state === 'completed'
        ? others.map(({ name, title, purpose }) => {
            return { title, purpose, command: typed(exportWords(trial, name)) };
          })
        : [],
  };
}

/** The export menu of a sweep. `csv` is the address of the leaderboard's view as a file, with its rows where it shows groups. */
export function sweepExportMenu(
  { id }: Pick<SweepInfo, 'id'>,
  offered: readonly SweepExport[],
  csv: string | undefined,
  isGrouped = false,
): ExportMenu | undefined {
  if (offered.length === 0) return undefined;
  const view: ExportItem[] =
    csv === undefined
      ? []
      : [
          {
            title: 'Leaderboard',
            purpose: isGrouped ? 'the rows behind these groups' : 'the rows of this view, all of them',
            href: undefined,
            files: [{ name: 'CSV', label: 'Leaderboard as CSV', href: csv }],
          },
        ];
  const items = offered.map(
    ({ title, purpose, files }): ExportItem => ({
      title,
      purpose,
      href: undefined,
      files: files.map((file) => ({
        name: file.title,
        label: `${title} as ${file.title}`,
        href: sweepExportHref(id, file.name),
      })),
    }),
  );
  return { heading: 'Export this sweep', items: [...items, ...view], why: undefined, typed: [] };
}

/** Why a format of a trial cannot be downloaded; undefined if it can. */
export function whyNot(
  { state, hasModel, hasWeights }: ExportedTrial,
  { needs }: Pick<TrialExport, 'needs'>,
): string | undefined {
  if (needs === 'nothing') return undefined;
  if (!hasModel) return 'This trial is no network: there is no model of it that could be written.';
  if (state !== 'completed') return 'This trial has not completed: there is no model of it to take away.';
  if (needs === 'completion' || hasWeights) return undefined;
  return 'The weights of this trial are not kept: a command trains it again, then writes the model.';
}

/** The words of the command that writes a trial in a format. */
export function exportWords({ sweep, number }: ExportedTrial, format: string): string {
  return `export ${sweep.id}/${number} --format ${format}`;
}
