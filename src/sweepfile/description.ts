import { Abandoned, Report } from './report.ts';
import { readDocument } from './yaml/document.ts';

/** The description in a spec's text, also where the rest of it is wrong; undefined if there is none. */
export function descriptionIn(specText: string): string | undefined {
  try {
    const value = readDocument(specText, new Report(specText))?.entries.get('description')?.value;
    const text = value?.type === 'scalar' && typeof value.value === 'string' ? value.value.trim() : '';
    return text === '' ? undefined : text;
  } catch (error) {
    if (error instanceof Abandoned) return undefined;
    throw error;
  }
}
