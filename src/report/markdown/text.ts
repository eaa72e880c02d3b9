import { codeMarkdown, escapeMarkdown } from '../../markdown.ts';
import type { Text } from '../document.ts';

export function textMarkdown(text: Text): string {
  if (typeof text === 'string') return escapeMarkdown(text);
  return text
    .map((span, index) => {
      if (typeof span === 'string')
        return index === 0 ? escapeMarkdown(span) : escapeMarkdown(`.${span}`).slice(1);
      return 'code' in span ? codeMarkdown(span.code) : `**${escapeMarkdown(span.strong.trim())}**`;
    })
    .join('');
}

/** The text of a cell: a bar would end the cell, even within code. */
export function cellMarkdown(text: Text): string {
  return textMarkdown(text).replaceAll(/(?<!\\)\|/g, '\\|');
}
