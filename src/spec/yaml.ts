import type { Document } from 'yaml';
import { parseAllDocuments } from 'yaml';
import { nestsTooDeeply } from './nesting.ts';

/**
 * The documents of a text read as YAML 1.2's core schema, whatever its directives say; undefined where it nests
 * too deeply to be parsed. Duplicate keys, merge keys and aliases are left to the reader of the documents.
 */
export function parseYaml(text: string): Document[] | undefined {
  if (nestsTooDeeply(text)) return undefined;
  const documents = parseAllDocuments(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  return 'empty' in documents ? [] : documents;
}
