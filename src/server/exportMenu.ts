import type { SweepInfo, TrialDetail } from '../store/index.ts';
import { sweepExportHref, trialExportHref } from './addresses.ts';
import type { SweepExport, TrialExport } from './exports.ts';
import type { Link } from './links.ts';

/** What a menu offers, in its order. */
export interface ExportMenu {
  /** Such as `Export trial 12`. */
  readonly heading: string;
  readonly items: readonly ExportItem[];
  /** Formats that have to be typed, and why; undefined where there are none. */
  readonly typed: { readonly why: string; readonly items: readonly TypedItem[] } | undefined;
}

export interface ExportItem {
  readonly title: string;
  readonly purpose: string;
  /** One, which is the title itself, or several, each with a name and with what is heard of it. */
  readonly links: readonly (Link & { readonly label: string })[];
}

export interface TypedItem {
  readonly title: string;
  readonly purpose: string;
  readonly command: string;
}

/** Undefined where nothing is offered. */
export function trialExportMenu(trial: TrialDetail, offered: readonly TrialExport[]): ExportMenu | undefined {
  if (offered.length === 0) return undefined;
  const { sweep, number } = trial;
  const why = whyTyped(trial);
  const typed = offered.filter(({ needsWeights }) => needsWeights && why !== undefined);
  return {
    heading: `Export trial ${number}`,
    items: offered
      .filter((each) => !typed.includes(each))
      .map(({ name, title, purpose }) => ({
        title,
        purpose,
        links: [{ name: title, label: title, href: trialExportHref(sweep.id, number, name) }],
      })),
    typed:
      why === undefined || typed.length === 0
        ? undefined
        : {
            why,
            items: typed.map(({ name, title, purpose }) => ({
              title,
              purpose,
              command: exportCommand(trial, name),
            })),
          },
  };
}

/** `csv` is the address of the leaderboard's view as a file. */
export function sweepExportMenu(
  { id }: Pick<SweepInfo, 'id'>,
  offered: readonly SweepExport[],
  csv: string | undefined,
): ExportMenu {
  const view: ExportItem[] =
    csv === undefined
      ? []
      : [
          {
            title: 'Leaderboard',
            purpose: 'the rows of this view, all of them',
            links: [{ name: 'CSV', label: 'Leaderboard as CSV', href: csv }],
          },
        ];
  const items = offered.map(
    ({ title, purpose, files }): ExportItem => ({
      title,
      purpose,
      links: files.map((file) => ({
        name: file.title,
        label: `${title} as ${file.title}`,
        href: sweepExportHref(id, file.name),
      })),
    }),
  );
  return { heading: 'Export this sweep', items: [...items, ...view], typed: undefined };
}

/** Why what needs weights cannot be had by a click; undefined where it can. */
export function whyTyped({ state, hasWeights }: TrialDetail): string | undefined {
  if (state !== 'completed')
    return 'This trial has not completed: a command trains it, then writes the model.';
  return hasWeights
    ? undefined
    : 'The weights of this trial are not kept: a command trains it again, then writes the model.';
}

export function exportCommand({ sweep, number }: TrialDetail, format: string): string {
  return `sweep export ${sweep.id}/${number} --format ${format}`;
}
