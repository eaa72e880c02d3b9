import { z } from 'zod';
import { listed } from '../../format.ts';
import { DEFAULT_COMMAND, MACRO_NAMES } from '../../trainable/program/command.ts';
import { isScalar, type Legal, schemaOf } from '../legalValue.ts';
import type { Report } from '../report.ts';
import { nearest } from '../suggest.ts';
import { nameText } from '../valueText.ts';
import { type MappingTree, type Path, type Place, partAt } from '../yaml/tree.ts';

const programPath: Legal = {
  description: 'the path of a program, of at most 4096 characters',
  accepts: (value) =>
    typeof value === 'string' && value.trim() !== '' && value.length <= 4096 && !value.includes('\0'),
};

/** `program:`, relative to the spec's folder; whether it exists is checked when it is run. */
export const programField = schemaOf<string>(programPath);

const EXAMPLE = `such as [${macro('env')}, python, ${macro('program')}, ${macro('args')}]`;

/** `command:`, one word each. */
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

/** Checks program and command against each other. */
export function judgeCommand(
  root: MappingTree,
  { program, command = DEFAULT_COMMAND }: { readonly program?: string; readonly command?: readonly string[] },
  report: Report,
): void {
  const entry = root.entries.get('command');
  const unknown: Unknown[] = [];
  for (const [index, each] of command.entries()) {
    const place = partAt(root, ['command', index])?.place ?? entry?.keyPlace ?? root.place;
    const path = ['command', index];
    for (const [whole, name] of each.matchAll(/\$\{([^}]*)\}/g)) {
      if (name === 'program' && program === undefined && !root.entries.has('program')) {
        const message = `program is missing: the command has ${macro('program')} in it`;
        report.error(place, path, message, 'Such as "program: train.py".');
      } else if (!MACRO_NAMES.includes(name!) && !isInterpolation(name!, each === whole)) {
        unknown.push({ name: name!, place, path });
      }
    }
  }
  warnOfUnknown(unknown, report);
}

interface Unknown {
  readonly name: string;
  readonly place: Place;
  readonly path: Path;
}

/**
 * Variables of the environment, and those of Hydra's resolvers: `${now:%Y}` or, within a word, `${run.name}`.
 */
function isInterpolation(name: string, alone: boolean): boolean {
  return /^[A-Za-z_][\w.]*:/.test(name) || (!alone && name.includes('.'));
}

/** One line is enough for a few hundred braces. */
function warnOfUnknown(unknown: readonly Unknown[], report: Report): void {
  const [first] = unknown;
  if (!first) return;
  const names = [...new Set(unknown.map(({ name }) => name))];
  const shown = names.slice(0, 4).map((name) => nameText(macro(name)));
  const more = names.length > shown.length ? [`${names.length - shown.length} more`] : [];
  const one = names.length === 1;
  const meant = one ? nearest(first.name, MACRO_NAMES) : undefined;
  report.warning(
    first.place,
    first.path,
    `${listed([...shown, ...more])} ${one ? 'stands for nothing, and stays in the command as it is' : 'stand for nothing, and stay in the command as they are'}`,
    meant === undefined
      ? `Parameters are handed over together, by ${macro('args')}, ${macro('args_no_hyphens')} or ${macro('args_json')}.`
      : `Did you mean ${macro(meant)}?`,
  );
}

function macro(name: string): string {
  return `\${${name}}`;
}
