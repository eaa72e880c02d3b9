import type { Document } from 'yaml';

/** Whether a bracketed list or mapping goes on in unindented lines, which PyYAML accepts. */
export function hasFlatFlow(documents: readonly Document[]): boolean {
  return documents.some(({ errors }) =>
    errors.some(({ message }) => message.includes('must be sufficiently indented')),
  );
}

/**
 * The text with every bracketed list and mapping on one line: line breaks and comments within them become
 * spaces, so that every part keeps its offset.
 */
export function joinFlowLines(text: string): string {
  const joined: string[] = [];
  let depth = 0;
  let at = 0;
  while (at < text.length) {
    const length = depth === 0 ? skipped(text, at) : skippedInFlow(text, at);
    const part = text.slice(at, at + length);
    if (length > 1 && part.startsWith('#') && depth > 0) joined.push(' '.repeat(length));
    else if (depth > 0 && /^[\r\n]$/.test(part)) joined.push(' ');
    else joined.push(part);
    if (part === '[' || part === '{') depth += depth > 0 || beginsValue(text, at) ? 1 : 0;
    else if ((part === ']' || part === '}') && depth > 0) depth--;
    at += length;
  }
  return joined.join('');
}

const QUOTED = /'(?:[^']|'')*'|"(?:[^"\\]|\\[\s\S])*"/y;
const COMMENT = /#[^\r\n]*/y;

/** Number of characters of the quoted text or comment that begins here, or 1. */
function skipped(text: string, at: number): number {
  const before = text[at - 1];
  if (before !== undefined && !/\s/.test(before)) return 1;
  return lengthOf(COMMENT, text, at) || lengthOf(QUOTED, text, at) || 1;
}

/** The same between brackets, where a quoted text may follow any of their signs. */
function skippedInFlow(text: string, at: number): number {
  if (/[[{,:]/.test(text[at - 1] ?? '')) return lengthOf(QUOTED, text, at) || 1;
  return skipped(text, at);
}

function lengthOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

/** Whether only a key, a dash, an anchor or a tag comes before it on its line. */
function beginsValue(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return /(?:^|:\s|-\s|:$)\s*(?:[&!]\S+\s+)*$/.test(line);
}
