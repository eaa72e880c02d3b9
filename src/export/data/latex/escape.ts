import type { ParameterValue } from '../../../configuration.ts';
import { shortValue } from '../../../trial/varying.ts';

/** What LaTeX reads as a command, or sets as another character or as a ligature. */
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': '\\char34{}',
  '`': '\\textasciigrave{}',
  "'": '\\textquotesingle{}',
  '[': '{[}',
  ']': '{]}',
  '-': '-{}',
};

/** A text as a part of a paragraph; white space and control characters are a space. Other scripts stay as they are. */
export function escapeLatex(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/[\\{}$&#%_^~<>|"`'[\]]|-(?=-)/g, (character) => ESCAPES[character]!);
}

/** A value of a parameter, a power of ten as such. */
export function latexValue(value: ParameterValue | undefined): string {
  if (value === undefined) return '--';
  const text = shortValue(value);
  if (typeof value !== 'number') return escapeLatex(text);
  const [digits, exponent] = text.split('e');
  if (exponent !== undefined) {
    const factor = digits === '1' ? '' : `${digits} \\times `;
    return `$${factor}10^{${Number(exponent)}}$`;
  }
  return value < 0 ? `$${text}$` : text;
}
