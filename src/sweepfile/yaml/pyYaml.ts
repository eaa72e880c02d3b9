/** The value of a scalar without quotes in YAML 1.1, as PyYAML reads it, which W&B uses. */
export type PyScalar =
  | { readonly kind: 'int' | 'float'; readonly value: number; readonly sexagesimal: boolean }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'other' };

// The resolver's patterns, in PyYAML's order.
const BOOL = /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/;
const FLOAT =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const INT =
  /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;

export function readPyScalar(source: string): PyScalar {
  if (BOOL.test(source)) return { kind: 'bool', value: /^(yes|true|on)$/i.test(source) };
  const kind = FLOAT.test(source) ? 'float' : INT.test(source) ? 'int' : 'other';
  if (kind === 'other') return { kind };
  const text = source.toLowerCase().replaceAll('_', '');
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/^[-+]/, '');
  const value = sign * (kind === 'int' ? integerOf(digits) : floatOf(digits));
  return { kind, value, sexagesimal: digits.includes(':') };
}

function integerOf(digits: string): number {
  if (digits.includes(':')) return sexagesimal(digits);
  if (/^0[bx]/.test(digits)) return Number(digits);
  return digits.startsWith('0') && digits !== '0' ? Number.parseInt(digits, 8) : Number(digits);
}

function floatOf(digits: string): number {
  if (digits.includes(':')) return sexagesimal(digits);
  if (digits === '.inf') return Infinity;
  return digits === '.nan' ? Number.NaN : Number(digits);
}

/** Base-60 numbers, such as 1:30, which is 90. */
function sexagesimal(digits: string): number {
  return digits.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}
