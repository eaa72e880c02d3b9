import type { YAMLError } from 'yaml';
import { shortened } from '../../printable.ts';

/** The meaning of a YAML syntax error, in a user's words; `message` has no full stop. */
export function explain(error: YAMLError): { readonly message: string; readonly hint?: string } {
  const known = EXPLANATIONS.find(([code, part]) => error.code === code && error.message.includes(part));
  if (known) return known[2];
  return { message: `This is not valid YAML: ${shortened(error.message.replace(/\.$/, ''), 200)}` };
}

const EXPLANATIONS: readonly (readonly [
  code: string,
  part: string,
  { readonly message: string; readonly hint?: string },
])[] = [
  [
    'TAB_AS_INDENT',
    '',
    {
      message: 'This line is indented with a tab; YAML allows spaces only',
      hint: 'Replace the tab with spaces, two for each level.',
    },
  ],
  [
    'BLOCK_AS_IMPLICIT_KEY',
    '',
    {
      message: 'A second "key: value" stands on the line of the first, or is indented deeper than its key',
      hint: 'Put every key on a line of its own, or quotes around a text that holds ": ".',
    },
  ],
  [
    'MULTILINE_IMPLICIT_KEY',
    '',
    { message: 'A key and its colon must stand on one line', hint: 'Check the indentation of this line.' },
  ],
  [
    'MISSING_CHAR',
    'Implicit map keys',
    {
      message: 'This line has no "key: value"',
      hint: 'A key needs a colon and a space behind it.',
    },
  ],
  [
    'MISSING_CHAR',
    'quote',
    { message: 'A quote is opened here or before, but never closed', hint: 'Close it on the same line.' },
  ],
  ...['MISSING_CHAR', 'BAD_INDENT'].flatMap((code) => [
    [code, 'end with a ]', { message: 'A list opened with [ is not closed with ] before this' }] as const,
    [code, 'end with a }', { message: 'A mapping opened with { is not closed with } before this' }] as const,
  ]),
  [
    'BAD_INDENT',
    'same column',
    {
      message: 'This line is indented differently from the keys around it',
      hint: 'Keys of one mapping start at the same column.',
    },
  ],
  [
    'BAD_SCALAR_START',
    '',
    {
      message: 'A text without quotes cannot start with this character',
      hint: 'Put the text in quotes.',
    },
  ],
  [
    'TAG_RESOLVE_FAILED',
    'stands before what is none',
    {
      message: 'This tag asks for another kind of value than the one behind it',
      hint: 'Such as !!float 1, !!int 1 or !!bool yes.',
    },
  ],
  [
    'TAG_RESOLVE_FAILED',
    '',
    {
      message: 'Only the tags !!str, !!int, !!float, !!bool and !!null have a meaning in a spec',
      hint: 'Remove the part that starts with an exclamation mark.',
    },
  ],
];
