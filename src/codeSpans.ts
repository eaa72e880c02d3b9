/** A piece of a sentence: plain, or a word of a spec or a command. */
export type CodeSpan = string | { readonly code: string };

/** A sentence whose commands stand between backticks, as terminals show it, in pieces for pages. */
export function codeSpans(text: string): CodeSpan[] {
  const parts = text.split(/`([^`]+)`/);
  return parts.flatMap((part, index) => (part === '' ? [] : [index % 2 === 0 ? part : { code: part }]));
}
