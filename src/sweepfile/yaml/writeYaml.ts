import { stringify } from 'yaml';

/** Plain data as YAML in the style of people; lists of values are on one line. */
export function writeYaml(data: unknown): string {
  return stringify(data, { flowCollectionPadding: false, lineWidth: 0, collectionStyle: 'any' });
}
