import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../src/data/fingerprint.ts';

const INPUT = { shape: [1, 2, 1], classes: 3 } as const;
const train = { images: Uint8Array.of(1, 2, 3, 4), labels: Uint16Array.of(0, 2) };
const test = { images: Uint8Array.of(5, 6), labels: Uint16Array.of(1) };

describe('a fingerprint', () => {
  it('is the sum over shape, classes, counts, images and a byte per label, as databases have stored it', () => {
    const hash = createHash('sha256').update('[[1,2,1],3]');
    hash.update('[2]').update(Uint8Array.of(1, 2, 3, 4, 0, 2));
    hash.update('[1]').update(Uint8Array.of(5, 6, 1));
    expect(fingerprintOf(INPUT, train, test)).toBe(hash.digest('hex'));
  });

  it('tells labels apart that differ in their upper byte alone', () => {
    const wide = { ...INPUT, classes: 600 };
    const other = { ...train, labels: Uint16Array.of(256, 2) };
    expect(fingerprintOf(wide, other, test)).not.toBe(fingerprintOf(wide, train, test));
  });
});
