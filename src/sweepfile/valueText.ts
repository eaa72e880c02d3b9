import { Scalar, stringify } from 'yaml';
import { shortened } from '../printable.ts';

const LONGEST = 48;
const MOST_ITEMS = 6;

/** A value as YAML has it, shortened if it is long. */
export function valueText(value: unknown): string {
  if (Array.isArray(value)) {
    const shown = value.slice(0, MOST_ITEMS).map((item) => (Array.isArray(item) ? '[…]' : valueText(item)));
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
  // Without quotes these would be flags.
  if (/^(yes|no|on|off)$/i.test(cut)) return `"${cut}"`;
  const written = stringify(cut, { lineWidth: 0 }).trimEnd();
  if (!written.includes('\n')) return written;
  const quoted = new Scalar(cut);
  quoted.type = Scalar.QUOTE_DOUBLE;
  return stringify(quoted, { lineWidth: 0 }).trimEnd();
}

/** A name that a user wrote, shortened to fit into a message. */
export function nameText(name: string): string {
  return shortened(name, 60);
}
