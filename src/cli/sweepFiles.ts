import type { ChalkInstance } from 'chalk';
import { SweepError } from '../errors.ts';
import { formatProblems } from '../sweepfile/formatProblems.ts';
import { type ParsedSpec, parseSpec } from '../sweepfile/parse.ts';
import type { Problem } from '../sweepfile/problem.ts';
import { MAX_BYTES, readSpecFile, specText } from '../sweepfile/readSpecFile.ts';
import { MOST_PROBLEMS } from '../sweepfile/report.ts';
import type { Context } from './context.ts';

/** The flags with which `run` and `plan` change a spec. */
export interface SpecArguments {
  readonly spec: string;
  readonly seed?: number | undefined;
  readonly set?: readonly string[] | undefined;
}

/** The name of a sweep from standard input that has no name of its own. */
const STANDARD_INPUT = 'stdin';

export interface SpecFile {
  /** The file as the command line gives it: a path, or `-`. */
  readonly written: string;
  /** The file as messages name it. */
  readonly file: string;
  readonly text: string;
  readonly parsed: ParsedSpec;
}

/** Reads and checks a spec file, or standard input for `-`, with the flags applied. */
export async function loadSpec({ spec: written, seed, set }: SpecArguments): Promise<SpecFile> {
  const overrides = [...(set ?? []), ...(seed === undefined ? [] : [`seed=${seed}`])];
  const text = written === '-' ? await readStandardInput() : readSpecFile(written);
  const file = written === '-' ? STANDARD_INPUT : written;
  return { written, file, text, parsed: parseSpec(text, { file, overrides }) };
}

async function readStandardInput(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Reading the spec from standard input; Ctrl-D ends it.\n');
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MAX_BYTES) break;
  }
  return specText(Buffer.concat(chunks), STANDARD_INPUT);
}

/** All mistakes and warnings of a spec, each with its line, as text for a person. */
export function describeProblems(loaded: SpecFile, context: Pick<Context, 'chalk' | 'columns'>): string {
  return describeMore(problemsOf(loaded), loaded, context);
}

/** The same for problems that are found while the spec is planned. */
export function describeMore(
  problems: readonly Problem[],
  { file, text }: SpecFile,
  { chalk, columns }: Pick<Context, 'chalk' | 'columns'>,
): string {
  return formatProblems(problems, { file, text, styles: stylesOf(chalk), columns });
}

/** Writes problems, if any, to standard error. */
export function noteProblems(problems: readonly Problem[], loaded: SpecFile, context: Context): void {
  if (problems.length > 0)
    context.note(context.json ? JSON.stringify({ problems }) : describeMore(problems, loaded, context));
}

/** The checked spec. Its warnings go to standard error; so do its mistakes, which end the command. */
export function requireSpec(loaded: SpecFile, context: Context): Extract<ParsedSpec, { ok: true }> {
  noteProblems(problemsOf(loaded), loaded, context);
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

function problemsOf({ parsed }: SpecFile): readonly Problem[] {
  return parsed.ok ? parsed.warnings : [...parsed.problems, ...parsed.warnings];
}

function stylesOf(chalk: ChalkInstance) {
  return { error: chalk.red, warning: chalk.yellow, location: chalk.bold, hint: chalk.dim };
}
