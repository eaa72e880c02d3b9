import { printCompletion } from '../commandLine/help.ts';
import { commands } from './index.ts';

/** Prints the script by which the shell that calls it asks for completions: bash, zsh or fish. */
export async function completion(): Promise<number> {
  await printCompletion(['completion'], commands);
  return 0;
}
