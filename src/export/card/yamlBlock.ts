/** Plain data that is written as YAML. */
export type Plain = string | number | readonly Plain[] | { readonly [key: string]: Plain | undefined };

/** Texts that every reader of YAML takes for themselves without quotes. */
const PLAIN_TEXT = /^[a-z][a-z_/-]*$/;
const WORDS = new Set(['true', 'false', 'yes', 'no', 'on', 'off', 'null', 'y', 'n']);

/**
 * Writes a mapping as block YAML, as Hugging Face's tools do; keys are plain words, undefined values are left
 * out.
 */
export function yamlBlock(data: { readonly [key: string]: Plain | undefined }, indent = ''): string {
  return Object.entries(data)
    .flatMap(([key, value]) => (value === undefined ? [] : [`${indent}${key}:${after(value, indent)}`]))
    .join('\n');
}

function after(value: Plain, indent: string): string {
  if (typeof value !== 'object') return ` ${scalar(value)}`;
  if (isList(value)) return value.map((each) => `\n${indent}- ${item(each, indent)}`).join('');
  return `\n${yamlBlock(value, `${indent}  `)}`;
}

function item(value: Plain, indent: string): string {
  if (typeof value !== 'object') return scalar(value);
  if (isList(value)) return JSON.stringify(value);
  return yamlBlock(value, `${indent}  `).trimStart();
}

function isList(value: object): value is readonly Plain[] {
  return Array.isArray(value);
}

/** A text in JSON's form is YAML, too. */
function scalar(value: string | number): string {
  if (typeof value === 'string' && PLAIN_TEXT.test(value) && !WORDS.has(value)) return value;
  return JSON.stringify(value);
}
