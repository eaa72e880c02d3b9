import { z } from 'zod';
import { DEFAULT_COMMAND, MACRO_NAMES } from '../../trainable/program/command.ts';
import { isScalar, type Legal, schemaOf } from '../legalValue.ts';
import type { Report } from '../report.ts';
import { nearest } from '../suggest.ts';
import { nameText } from '../valueText.ts';
import { type MappingTree, partAt } from '../yaml/tree.ts';

const programPath: Legal = {
  description: 'the path of a program, of at most 4096 characters',
  accepts: (value) =>
    typeof value === 'string' && value.trim() !== '' && value.length <= 4096 && !value.includes('\0'),
};

/** `program:`, relative to the spec's folder; whether it is there shows when it is run. */
export const programField = schemaOf<string>(programPath);

const EXAMPLE = `such as [${macro('env')}, python, ${macro('program')}, ${macro('args')}]`;

/** `command:`, a word each. */
export const commandField = z.unknown().transform((value, context): readonly string[] => {
  const refuse = (message: string, path: PropertyKey[] = [], legal?: Legal) =>
    context.addIssue({ code: 'custom', message, path, params: { legal } });
  if (!Array.isArray(value) || value.length === 0) {
    const hint = () =>
      typeof value === 'string' && value.trim() !== ''
        ? `Write [${value.trim().split(/\s+/).slice(0, 20).join(', ')}].`
        : undefined;
    refuse(`must be a list of words, ${EXAMPLE}`, [], { description: '', accepts: () => false, hint });
    return z.NEVER;
  }
  for (const [index, each] of value.entries()) {
    if (!isScalar(each) || each === null || String(each).includes('\0')) refuse('must be a word', [index]);
  }
  return value.map(String);
});

/** What only program and command together tell. */
export function judgeCommand(
  root: MappingTree,
  { program, command = DEFAULT_COMMAND }: { readonly program?: string; readonly command?: readonly string[] },
  report: Report,
): void {
  const entry = root.entries.get('command');
  for (const [index, each] of command.entries()) {
    const place = partAt(root, ['command', index])?.place ?? entry?.keyPlace ?? root.place;
    const path = ['command', index];
    for (const [whole, name] of each.matchAll(/\$\{([^}]*)\}/g)) {
      if (name === 'program' && program === undefined && !root.entries.has('program')) {
        const message = `program is missing: the command has ${macro('program')} in it`;
        report.error(place, path, message, 'Such as "program: train.py".');
      } else if (!MACRO_NAMES.includes(name!) && !name!.startsWith('envvar:')) {
        const meant = nearest(name!, MACRO_NAMES);
        const hint =
          meant === undefined
            ? `There are ${MACRO_NAMES.map(macro).join(', ')}.`
            : `Did you mean ${macro(meant)}?`;
        report.warning(
          place,
          path,
          `${nameText(whole)} stands for nothing, and stays in the command as it is`,
          hint,
        );
      }
    }
  }
}

function macro(name: string): string {
  return `\${${name}}`;
}
