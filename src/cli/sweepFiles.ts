import type { ChalkInstance } from 'chalk';
import { SweepError } from '../errors.ts';
import { formatProblems } from '../spec/formatProblems.ts';
import { type ParsedSpec, parseSpec } from '../spec/parse.ts';
import type { Problem } from '../spec/problem.ts';
import { readSpecFile } from '../spec/readSpecFile.ts';
import { MOST_PROBLEMS } from '../spec/report.ts';
import type { Context } from './context.ts';

/** The flags with which `run` and `plan` change a spec. */
export interface SpecArguments {
  readonly spec: string;
  readonly seed?: number | undefined;
  readonly set?: readonly string[] | undefined;
}

export interface SpecFile {
  readonly file: string;
  readonly text: string;
  readonly parsed: ParsedSpec;
}

/** Reads and checks a spec file, with the flags applied. */
export function loadSpec({ spec: file, seed, set }: SpecArguments): SpecFile {
  const text = readSpecFile(file);
  const overrides = [...(set ?? []), ...(seed === undefined ? [] : [`seed=${seed}`])];
  return { file, text, parsed: parseSpec(text, { file, overrides }) };
}

/** All mistakes and warnings of a spec, each with its line, as text for a person. */
export function describeProblems(loaded: SpecFile, context: Pick<Context, 'chalk'>): string {
  const { parsed } = loaded;
  const problems = parsed.ok ? parsed.warnings : [...parsed.problems, ...parsed.warnings];
  return describeMore(problems, loaded, context);
}

/** The same for problems that were found when the spec was planned. */
export function describeMore(
  problems: readonly Problem[],
  { file, text }: SpecFile,
  { chalk }: Pick<Context, 'chalk'>,
): string {
  return formatProblems(problems, { file, text, styles: stylesOf(chalk) });
}

/** The checked spec; its warnings go to standard error, and so do its mistakes, which end the command. */
export function requireSpec(loaded: SpecFile, context: Context): Extract<ParsedSpec, { ok: true }> {
  const text = describeProblems(loaded, context);
  if (text) context.note(text);
  if (loaded.parsed.ok) return loaded.parsed;
  const count = loaded.parsed.problems.length;
  const mistakes =
    count > MOST_PROBLEMS
      ? `more than ${MOST_PROBLEMS} mistakes`
      : count === 1
        ? 'one mistake'
        : `${count} mistakes`;
  throw new SweepError('spec_invalid', `${loaded.file} has ${mistakes}; nothing was run.`);
}

function stylesOf(chalk: ChalkInstance) {
  return { error: chalk.red, warning: chalk.yellow, location: chalk.bold, hint: chalk.dim };
}
