import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Configuration } from '../../src/configuration.ts';
import type { MeasuredConfiguration } from '../../src/simulation/measured.ts';
import { parseSpec } from '../../src/sweepfile/parse.ts';
import type { Spec } from '../../src/sweepfile/spec.ts';

export const FILE = fileURLToPath(new URL('cnn.json.gz', import.meta.url));
const SPEC = fileURLToPath(new URL('cnn.yaml', import.meta.url));

/** The parameters, as `cnn.yaml` has them. */
export const VALIDATION_IMAGES = 5000;

export interface StoredTable {
  readonly configurations: readonly {
    readonly parameters: Configuration;
    /** Shortest time of one of its epochs. */
    readonly epochMs: number;
    /** One curve for each seed, by epoch. */
    readonly trials: readonly {
      /** Number of validation images that it got right. */
      readonly right: readonly number[];
      readonly valLoss: readonly number[];
      /** Null if it failed. */
      readonly testAccuracy: number | null;
    }[];
  }[];
}

/** The table of networks that were trained to their end. */
export function readTable(): MeasuredConfiguration[] {
  const { configurations } = JSON.parse(gunzipSync(readFileSync(FILE)).toString()) as StoredTable;
  return configurations.map(({ parameters, epochMs, trials }) => ({
    configuration: parameters,
    plannedSteps: Number(parameters.epochs),
    trials: trials.map(({ right, valLoss, testAccuracy }) => ({
      value: testAccuracy === null ? undefined : right.at(-1)! / VALIDATION_IMAGES,
      reports: right.map((count, index) => ({
        step: index + 1,
        durationMs: epochMs,
        metrics: { val_accuracy: count / VALIDATION_IMAGES, val_loss: valLoss[index]! },
      })),
    })),
  }));
}

/** The spec of its space. */
export function tableSpec(): Spec {
  const parsed = parseSpec(readFileSync(SPEC, 'utf8'), { file: SPEC });
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  return parsed.spec;
}
