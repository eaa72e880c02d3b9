import type { SweepInfo } from '../../store/index.ts';

/** The address of a test image's picture, for good: other data has another fingerprint. */
export function imageHref({ id, dataset }: Pick<SweepInfo, 'id' | 'dataset'>, index: number): string {
  return `/sweeps/${id}/images/test/${index}.png?of=${dataset.fingerprint.slice(0, 16)}`;
}
