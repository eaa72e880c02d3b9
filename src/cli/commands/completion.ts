import { printCompletion } from '../commandLine/help.ts';
import { commands } from './index.ts';

/** Prints the script with which the calling shell asks for completions: bash, zsh or fish. */
export async function completion(): Promise<number> {
  await printCompletion(['completion'], commands);
  return 0;
}
