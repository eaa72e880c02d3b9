import { Scalar, stringify } from 'yaml';

const LONGEST = 48;
const MOST_ITEMS = 6;

/** A value as it would stand in YAML, cut short where it is long. */
export function show(value: unknown): string {
  if (Array.isArray(value)) {
    const shown = value.slice(0, MOST_ITEMS).map((item) => (Array.isArray(item) ? '[…]' : show(item)));
    if (value.length <= MOST_ITEMS && value.every((item) => typeof item === 'number')) {
      return `[${value.join(', ')}]`;
    }
    return `[${shown.join(', ')}${value.length > MOST_ITEMS ? ', …' : ''}]`;
  }
  if (value === null) return 'nothing';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'string') return showText(value);
  return stringify(value).trim();
}

function showText(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  const written = stringify(cut, { lineWidth: 0 }).trimEnd();
  if (!written.includes('\n')) return written;
  const quoted = new Scalar(cut);
  quoted.type = Scalar.QUOTE_DOUBLE;
  return stringify(quoted, { lineWidth: 0 }).trimEnd();
}
