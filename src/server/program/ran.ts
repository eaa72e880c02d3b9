import { printable } from '../../printable.ts';
import { shellWord } from '../../shellWord.ts';
import type { TrialDetail } from '../../store/index.ts';
import type { ModuleShared } from '../../trainable/module/workload.ts';
import type { ProgramShared } from '../../trainable/program/workload.ts';
import type { ResourceLine } from '../pages/trainablePages.ts';

/** The facts that both kinds may have: a client's sweep has neither a folder nor a state of its code. */
type Shared = Partial<
  Pick<ProgramShared, 'command' | 'program' | 'directory' | 'git' | 'interpreter' | 'host'> &
    Pick<ModuleShared, 'trainer' | 'path' | 'sha256' | 'node'>
>;

/** The code that a trial ran, its state, and what ran it; empty if its sweep does not say. */
export function ranLines({ sweep }: TrialDetail): ResourceLine[] {
  const { command, program, trainer, directory, path, git, sha256, interpreter, node, host } =
    sweep.shared as Shared;
  const lines: [string, string | undefined][] = [
    ['command', command?.map((word) => (MACRO.test(word) ? word : shellWord(word))).join(' ')],
    ['program', program],
    ['trainer', trainer],
    ['file', path],
    ['in', directory],
    ['commit', git && `${git.commit}${git.dirty ? ', with changes that were not committed' : ''}`],
    ['sha256', sha256],
    ['interpreter', interpreter && `${interpreter.version}, ${interpreter.path}`],
    ['Node', node],
    ['host', host],
  ];
  return lines.flatMap(([name, value]) => (value ? [{ name, value: printable(value) }] : []));
}

/** A macro that the executor replaces; no shell reads it. */
const MACRO = /^\$\{\w+\}$/;
