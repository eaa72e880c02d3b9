import type { GitState } from '../../trainable/provenance.ts';

/** `commit 0123456789 with changes that are not committed`. */
export function stateOfCode({ commit, dirty }: GitState): string {
  return `commit ${commit.slice(0, 10)}${dirty ? ' with changes that are not committed' : ''}`;
}
