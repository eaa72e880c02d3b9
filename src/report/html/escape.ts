import { printableLines } from '../../printable.ts';
import type { Text } from '../document.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Any text as HTML that shows it, in an attribute too; what would deceive a reader is written as an escape. */
export function escapeHtml(text: unknown): string {
  return printableLines(String(text), false).replaceAll(/[&<>"']/g, (found) => ENTITIES[found]!);
}

export function textHtml(text: Text): string {
  if (typeof text === 'string') return escapeHtml(text);
  return text
    .map((span) => {
      if (typeof span === 'string') return escapeHtml(span);
      return 'code' in span
        ? `<code>${escapeHtml(span.code)}</code>`
        : `<strong>${escapeHtml(span.strong)}</strong>`;
    })
    .join('');
}
