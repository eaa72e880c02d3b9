import type { ParameterValue } from '../../../configuration.ts';
import { shortValue } from '../../../trial/varying.ts';

/** Characters that LaTeX reads as a command, or sets as another character or as a ligature. */
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

const SMALLEST_AS_DECIMAL = 0.0001;

/**
 * A text as a part of a paragraph; white space and control characters become a space. Other scripts stay
 * unchanged.
 */
export function escapeLatex(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/[\\{}$&#%_^~<>|"`'[\]]|-(?=-)/g, (character) => ESCAPES[character]!);
}

/** A value of a parameter; a small number has a power of ten. */
export function latexValue(value: ParameterValue | undefined): string {
  if (value === undefined) return '--';
  if (typeof value !== 'number') return escapeLatex(shortValue(value));
  const size = Math.abs(value);
  if (size >= SMALLEST_AS_DECIMAL || size === 0)
    return value < 0 ? `$${shortValue(value)}$` : shortValue(value);
  const [digits, exponent] = Number(value.toPrecision(4)).toExponential().split('e');
  return `$${digits === '1' ? '' : `${digits} \\times `}10^{${Number(exponent)}}$`;
}
