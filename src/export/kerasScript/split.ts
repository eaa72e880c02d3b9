import type { Validation } from '../../trainable/network/setup.ts';

/** `split`, which sets images aside; empty if the test images validate. */
export function split({ kind }: Validation): string {
  if (kind === 'test') return '';
  return `def split(labels):
    """Images to train on and images set aside for validation, the same share of every class."""
    if VALIDATION_SIZE >= len(labels):
        sys.exit(f"{len(labels)} training images are too few to set {VALIDATION_SIZE} aside.")
    rng = np.random.default_rng(VALIDATION_SEED)
    exact = np.bincount(labels, minlength=CLASSES) * VALIDATION_SIZE / len(labels)
    shares = exact.astype(int)
    shares[np.argsort(shares - exact, kind="stable")[: VALIDATION_SIZE - shares.sum()]] += 1
    held = np.zeros(len(labels), dtype=bool)
    for label, share in enumerate(shares):
        held[rng.permutation(np.flatnonzero(labels == label))[:share]] = True
    return np.flatnonzero(~held), np.flatnonzero(held)
`;
}
