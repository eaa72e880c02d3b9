import { gibibytes, plural } from '../../../format.ts';
import type { PlannedConfiguration } from '../../../store/store.ts';
import type { MemoryBudget } from '../../../sweep/admission.ts';
import type { Problem } from '../../../sweepfile/problem.ts';
import { describeConfiguration, varyingParameters } from '../../../trial/varying.ts';

/** Only the largest are named; a grid may have hundreds. */
const NAMED = 5;
/** An exact estimate of a large network takes a millisecond, and a plan may have 100,000. */
const MOST_ESTIMATED = 500;

/**
 * Warnings for the largest configurations that are not estimated to fit, one for each, and one for all
 * others.
 */
export function memoryWarnings(
  planned: readonly PlannedConfiguration[],
  { roomBytes, needBytes }: MemoryBudget,
): Problem[] {
  const varying = varyingParameters(planned.map(({ configuration }) => configuration));
  const tooLarge = largest(planned)
    .map(({ configuration }) => ({ configuration, bytes: needBytes(configuration) }))
    .filter(({ bytes }) => bytes > roomBytes)
    .sort((a, b) => b.bytes - a.bytes);
  const warnings = tooLarge.slice(0, NAMED).map(({ configuration, bytes }) => {
    const name = describeConfiguration(configuration, varying) || String(configuration.model);
    return warning(
      Number.isFinite(bytes)
        ? `the trial ${name} is estimated to need ${gibibytes(bytes)} of memory, and there are ${gibibytes(roomBytes)}`
        : `the trial ${name} needs more than the 4 GiB that the engine onnx can give a network`,
    );
  });
  const others = tooLarge.length - warnings.length;
  if (others > 0)
    warnings.push(
      warning(`${plural(others, 'other configuration')} need more than ${gibibytes(roomBytes)} too`),
    );
  return warnings;
}

/** Of a large plan, the configurations with most weights and those whose batches need most computation. */
function largest(planned: readonly PlannedConfiguration[]): readonly PlannedConfiguration[] {
  if (planned.length <= 2 * MOST_ESTIMATED) return planned;
  const most = (size: (each: PlannedConfiguration) => number) =>
    [...planned].sort((a, b) => size(b) - size(a)).slice(0, MOST_ESTIMATED);
  const ofBatch = ({ configuration, facts }: PlannedConfiguration) =>
    Number(configuration.batch_size) * facts.flops!;
  return [...new Set([...most(({ facts }) => facts.parameterCount!), ...most(ofBatch)])];
}

function warning(message: string): Problem {
  const hint = 'Such a trial is tried last, alone; fewer units or filters or a smaller batch_size need less.';
  return { path: 'parameters', message, hint, severity: 'warning' };
}
