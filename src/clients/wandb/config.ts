import type { Configuration } from '../../configuration.ts';
import {
  floatsOf,
  type PythonValue,
  type PythonValues,
  plainValues,
  pythonValues,
  withFloats,
} from '../../trainable/program/floats.ts';
import { nestedParameters } from '../../trainable/program/nestedParameters.ts';
import type { ProgramSetup } from '../../trainable/program/program.ts';
import { pythonJson } from '../../trainable/program/pythonText.ts';
import type { TrialChange, TrialView } from '../tracker.ts';
import { mappingOf, parsePythonValues } from './pythonJson.ts';

/** Keys that W&B's client keeps for itself beside the parameters. */
const OWN = new Set(['_wandb', 'wandb_version']);

/** The parameters of a run's config, `{"lr": {"value": 0.01}, "_wandb": …}` as JSON. */
export function readConfig(json: unknown): Pick<TrialChange, 'parameters' | 'floats'> {
  if (typeof json !== 'string') return {};
  const config = mappingOf(parsePythonValues(json));
  if (!config) return {};
  const entries = Object.entries(config).filter(([name]) => !OWN.has(name));
  const values = Object.fromEntries(
    entries.map(([name, entry]) => {
      const wrapped = mappingOf(entry);
      return [name, (wrapped && 'value' in wrapped ? wrapped.value : entry) as PythonValue];
    }),
  );
  return { parameters: plainValues(values), floats: floatsOf(values) };
}

/** The inverse of {@link readConfig}. */
export function writeConfig({ parameters, floats }: Pick<TrialView, 'parameters' | 'floats'>): string {
  return pythonJson(wrapped(withFloats(parameters, floats)));
}

export function wrapped(parameters: PythonValues): Record<string, { value: PythonValue }> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, { value }]));
}

/**
 * The file that puts a configuration into `wandb.config`, named by `WANDB_SWEEP_PARAM_PATH`. It is JSON that
 * YAML 1.1 reads as the same values: there, a number with an exponent needs a point and a sign.
 */
export function parameterFile(configuration: Configuration, floats?: ProgramSetup['floats']): string {
  const values = nestedParameters(pythonValues(configuration, floats));
  const json = pythonJson({ wandb_version: 1, ...wrapped(values) });
  return `${json.replace(
    /("(?:[^"\\]|\\.)*")|(-?\d+)(\.\d+)?[eE]([+-]?)(\d+)/g,
    (_, text, whole, fraction, sign, digits) =>
      text ?? `${whole}${fraction ?? '.0'}e${sign === '-' ? '-' : '+'}${digits}`,
  )}\n`;
}
