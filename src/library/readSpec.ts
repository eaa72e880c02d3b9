import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { SweepError } from '../errors.ts';
import { formatProblems } from '../sweepfile/formatProblems.ts';
import { parseSpec } from '../sweepfile/parse.ts';
import { readSpecFile } from '../sweepfile/readSpecFile.ts';
import type { Spec } from '../sweepfile/spec.ts';
import { writeYaml } from '../sweepfile/yaml/writeYaml.ts';
import type { Trainer } from '../trainable/module/trainer.ts';

/** A spec as data, with the keys of the YAML; `trainer` may be a function besides. */
export interface SpecObject {
  readonly parameters: Readonly<Record<string, unknown>>;
  // biome-ignore lint/suspicious/noExplicitAny: its parameters are what the spec says, which types cannot follow.
  readonly trainer?: string | Trainer<any>;
  readonly [key: string]: unknown;
}

/** The path of a YAML file, its text, or the same as data. */
export type SpecSource = string | SpecObject;

export interface ReadSpec {
  readonly spec: Spec;
  /** Text of the spec, as it is stored. */
  readonly text: string;
  /** The function that the spec names, if it names one. */
  readonly trainer: Trainer<never> | undefined;
  /** Oddities of the spec, as text to read. */
  readonly warnings: readonly string[];
}

/**
 * The file name of a spec without a file: its default name is `sweep`, and its paths are relative to the
 * working directory.
 */
const NO_FILE = 'sweep.yaml';
/** Replaces a function while the spec is read, so that it has a line. */
const FUNCTION = './function.ts';

/**
 * @throws SweepError `spec_invalid` with all mistakes; `spec_not_found`.
 */
export function readSpec(source: SpecSource): ReadSpec {
  if (typeof source !== 'string') return readObject(source);
  const isPath = !source.includes('\n') && (/\.ya?ml$/i.test(source) || existsSync(source));
  return isPath ? readText(readSpecFile(source), source) : readText(source, NO_FILE);
}

function readObject(source: SpecObject): ReadSpec {
  const { trainer, ...others } = source;
  if (typeof trainer !== 'function') return readText(writeYaml(source), NO_FILE);
  const read = readText(writeYaml({ trainer: FUNCTION, ...others }), NO_FILE);
  const name = trainer.name || 'function';
  return {
    ...read,
    spec: { ...read.spec, setup: { kind: 'module', trainer: name, path: resolve(FUNCTION) } },
    text: read.text.replace(FUNCTION, `${name} # a function of the program that ran this`),
    trainer,
  };
}

function readText(text: string, file: string): ReadSpec {
  const parsed = parseSpec(text, { file });
  const say = (problems: typeof parsed.warnings): string => formatProblems(problems, { file, text });
  if (!parsed.ok) {
    throw new SweepError('spec_invalid', `The spec is wrong; nothing was run.\n${say(parsed.problems)}`);
  }
  const warnings = parsed.warnings.map((warning) => say([warning]));
  return { spec: parsed.spec, text, trainer: undefined, warnings };
}
