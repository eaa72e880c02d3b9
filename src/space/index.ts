import { beta } from './beta.ts';
import { categorical, categoricalWithProbabilities, constant } from './categorical.ts';
import { intUniform } from './intUniform.ts';
import type { DistributionKind } from './kind.ts';
import { logNormal, normal } from './normal.ts';
import { quantised } from './quantised.ts';
import { real } from './real.ts';
import { inverseLogUniform, logUniform, uniform } from './uniform.ts';

/** W&B's distributions. */
const KINDS: readonly DistributionKind[] = [
  constant,
  categorical,
  categoricalWithProbabilities,
  intUniform,
  real('uniform', uniform),
  quantised('q_uniform', uniform, true),
  real('log_uniform_values', logUniform),
  real('inv_log_uniform_values', inverseLogUniform),
  quantised('q_log_uniform_values', logUniform, false),
  real('normal', normal),
  quantised('q_normal', normal, false),
  real('log_normal', logNormal),
  quantised('q_log_normal', logNormal, false),
  real('beta', beta),
  quantised('q_beta', beta, false),
];

/** W&B's distributions by their names. */
export const DISTRIBUTIONS: ReadonlyMap<string, DistributionKind> = new Map(
  KINDS.map((kind) => [kind.name, kind]),
);
