import { SweepError } from '../errors.ts';
import type { NetworkState } from './engine.ts';

/**
 * @throws SweepError `state_unusable` if the state does not consist of tensors of these sizes.
 */
export function requireSizes({ steps, tensors }: NetworkState, sizes: readonly number[]): void {
  const found = tensors.map(({ length }) => length);
  const isWhole = Number.isSafeInteger(steps) && steps >= 0;
  if (isWhole && found.length === sizes.length && found.every((size, index) => size === sizes[index])) return;
  throw new SweepError(
    'state_unusable',
    `The state of this training is that of another network: it has tensors of ${list(found)} numbers, not of ${list(sizes)}.`,
    'Run the sweep again: the trial then begins anew.',
  );
}

function list(sizes: readonly number[]): string {
  return sizes.join(', ') || 'no';
}
