import { descriptionIn } from '../../sweepfile/description.ts';

/** The description in a sweep's spec, in one line, with the rest to be opened where it is long. */
export interface DescriptionView {
  readonly lead: string;
  /** All of it; undefined if the lead is. */
  readonly whole: string | undefined;
}

/** Characters of a lead: about two lines of a wide window. */
const LEAD = 240;
/** Specs whose descriptions are kept: every page of a sweep shows its own. */
const MOST_KEPT = 50;
const kept = new Map<string, DescriptionView | undefined>();

export function descriptionView(specText: string): DescriptionView | undefined {
  if (!kept.has(specText)) {
    if (kept.size === MOST_KEPT) kept.clear();
    const text = descriptionIn(specText);
    kept.set(specText, text === undefined ? undefined : shortened(text));
  }
  return kept.get(specText);
}

function shortened(text: string): DescriptionView {
  const [first = ''] = text.split(/\n\s*\n/);
  const line = first.replaceAll(/\s+/g, ' ').trim();
  const characters = [...line];
  if (characters.length <= LEAD && first === text) return { lead: line, whole: undefined };
  if (characters.length <= LEAD) return { lead: `${line} …`, whole: text };
  const start = characters.slice(0, LEAD).join('');
  return { lead: `${start.slice(0, Math.max(start.lastIndexOf(' '), LEAD / 2))} …`, whole: text };
}
