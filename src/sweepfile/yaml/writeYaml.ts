import { stringify } from 'yaml';

/** Plain data as the YAML that people write; lists of values stand on one line. */
export function writeYaml(data: unknown): string {
  return stringify(data, { flowCollectionPadding: false, lineWidth: 0, collectionStyle: 'any' });
}
