import type { Document, ScalarTag } from 'yaml';
import { parseAllDocuments } from 'yaml';
import type { Report } from '../report.ts';
import { type Excess, excessOf, MOST_LEVELS, MOST_PARTS } from './extent.ts';
import { type PyScalar, readPyScalar } from './pyYaml.ts';
import type { Place } from './tree.ts';

/**
 * The documents of a text read as YAML 1.2's core schema, whatever its directives say. Duplicate keys, merge
 * keys and aliases are left to the reader of the documents.
 * @throws Abandoned if the text is too large or nests too deeply, which is reported (at `everywhere`, if
 * given).
 */
export function parseYaml(text: string, report: Report, everywhere?: Place): Document[] {
  const excess = excessOf(text);
  if (excess) report.abandon(everywhere ?? { offset: excess.offset }, ...EXCESSES[excess.limit]);
  const { stackTraceLimit } = Error;
  // The parser makes an error with a stack for each of possibly hundreds of thousands of mistakes.
  Error.stackTraceLimit = 0;
  try {
    const documents = parseAllDocuments(text, {
      version: '1.2',
      schema: 'core',
      merge: false,
      resolveKnownTags: false,
      customTags: (tags) => [...tags, ...CAST_TAGS],
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
    return 'empty' in documents ? [] : documents;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

export const FLOAT_TAG = 'tag:yaml.org,2002:float';

/** Tags that convert a number or a flag to another type, as in PyYAML: `!!float 1`. */
const CAST_TAGS: readonly ScalarTag[] = [
  cast('int', (scalar) => (scalar.kind === 'int' ? scalar.value : undefined)),
  cast('float', (scalar) => (scalar.kind === 'int' || scalar.kind === 'float' ? scalar.value : undefined)),
  cast('bool', (scalar) => (scalar.kind === 'bool' ? scalar.value : undefined)),
];

function cast(name: string, readFrom: (scalar: PyScalar) => unknown): ScalarTag {
  return {
    tag: `tag:yaml.org,2002:${name}`,
    default: false,
    resolve(text, onError) {
      // Python's float() accepts 1e-3, which the resolver does not take for a number.
      const value =
        readFrom(readPyScalar(text)) ?? (name === 'float' && text.trim() !== '' ? Number(text) : NaN);
      if (Number.isNaN(value)) onError(`!!${name} stands before what is none`);
      return value;
    },
  };
}

/** The fault of a text, or of its expanded aliases, and the next step. */
export const EXCESSES: Readonly<Record<Excess['limit'], readonly [message: string, hint: string]>> = {
  parts: [
    `The spec is too large: it may hold ${MOST_PARTS.toLocaleString('en')} keys and values, aliases counted as what they stand for`,
    'Give long lists as min and max, or make several specs.',
  ],
  levels: [
    `The spec nests too deeply: lists and mappings may stand in one another ${MOST_LEVELS} levels deep, and here begins one more`,
    'Check the brackets and the indentation.',
  ],
};
