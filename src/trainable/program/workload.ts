import { statSync } from 'node:fs';
import { arch, cpus, hostname, platform } from 'node:os';
import { SweepError } from '../../errors.ts';
import { type GitState, gitState, type Interpreter, interpreterOf } from '../provenance.ts';
import type { SharedSetup, Workload } from '../trainable.ts';
import { checkCommand, commandLine } from './command.ts';
import { pythonWord, requireExecutable, requireProgram, startedWord } from './executable.ts';
import type { ProgramSetup } from './program.ts';

/** The data that the trials of a sweep over a program share, as it is stored. */
export interface ProgramShared extends SharedSetup {
  readonly command: readonly string[];
  readonly program?: string;
  readonly directory: string;
  readonly git?: GitState;
  readonly interpreter?: Interpreter;
  readonly host: string;
}

export interface ProgramWorkload extends Workload {
  readonly kind: 'program';
  readonly shared: ProgramShared;
  /** The value of `${interpreter}` here. */
  readonly interpreterWord: string;
  /** `Python 3.11.2, linux x64, NAME OF THE PROCESSOR`. */
  readonly fingerprint: string;
}

/**
 * A program that can be started here, with the state of its code.
 * @throws SweepError `command_invalid` or `program_not_found` if it cannot.
 */
export async function programWorkload(
  setup: ProgramSetup,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<ProgramWorkload> {
  const { command, directory, program } = setup;
  checkCommand(setup, environment);
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
    throw new SweepError('program_not_found', `The folder ${directory} is not there.`);
  }
  if (program !== undefined && command.includes('${program}')) requireProgram(program, directory);
  const interpreterWord = pythonWord(directory, environment);
  const surroundings = { platform: platform(), interpreter: interpreterWord, argumentsFile: '', environment };
  const word = startedWord(commandLine(setup, {}, surroundings));
  if (word === undefined) {
    throw new SweepError('command_invalid', 'The command names no program.', 'Its first word is a program.');
  }
  const path = requireExecutable(word, directory, environment);
  const [git, interpreter] = await Promise.all([gitState(directory), interpreterOf(path, directory)]);
  return {
    kind: 'program',
    shared: {
      command,
      ...(program === undefined ? {} : { program }),
      directory,
      ...(git ? { git } : {}),
      ...(interpreter ? { interpreter } : {}),
      host: hostname(),
    },
    identity: ['program', command, program ?? null],
    interpreterWord,
    fingerprint: [
      ...(interpreter ? [interpreter.version] : []),
      `${platform()} ${arch()}`,
      ...new Set(cpus().map(({ model }) => model.trim())),
    ].join(', '),
    describe: (configuration) => {
      const argument = commandLine(setup, configuration, surroundings).find((each) => each.includes('\0'));
      if (argument === undefined) return { facts: {} };
      return new SweepError(
        'configuration_invalid',
        'A parameter holds a NUL character, which no argument of a program can.',
      );
    },
  };
}
