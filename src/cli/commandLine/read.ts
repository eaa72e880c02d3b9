import { SweepError } from '../../errors.ts';
import type { Command } from '../commands/command.ts';
import { invocation } from '../invocation.ts';
import { EVERYWHERE } from './everywhere.ts';
import type { Option, OptionTable, Values } from './option.ts';
import { usageOf } from './usage.ts';
import { optionName, splitWords, type WrittenOption } from './words.ts';

export type CommandLine = { readonly everywhere: Values<typeof EVERYWHERE> } & (
  | { readonly wants: 'help'; readonly command: Command | undefined }
  | { readonly wants: 'version' }
  | { readonly wants: 'work'; readonly command: Command; readonly values: Readonly<Record<string, unknown>> }
);

/**
 * Reads a command line; an empty one asks for help. Help and the version come before any mistake in the rest.
 * @throws SweepError `usage` that says what is wrong and what would be right.
 */
export async function readCommandLine(
  argv: readonly string[],
  commands: readonly Command[],
): Promise<CommandLine> {
  const known = Object.assign({}, ...commands.map(({ options }) => options), EVERYWHERE) as OptionTable;
  const { plain, options } = splitWords(argv, known);
  const asksHelp = plain[0] === 'help' || options.some(({ key }) => key === 'help');
  const [name, ...words] = plain[0] === 'help' ? plain.slice(1) : plain;
  const command = commands.find((each) => each.name === name);
  if (name !== undefined && !command) throw (await mistakes()).unknownCommand(name, commands);
  const early = (key: string) => key in EVERYWHERE;
  const everywhere = readOptions(
    options.filter(({ key }) => key && early(key)),
    EVERYWHERE,
  );
  if (asksHelp || argv.length === 0) return { wants: 'help', command, everywhere };
  if (everywhere.version) return { wants: 'version', everywhere };
  const wrong = options.find(({ key }) => !key || !(early(key) || (command && key in command.options)));
  if (wrong) throw (await mistakes()).unknownOption(wrong, command, commands);
  if (!command) {
    const names = commands.map((each) => each.name).join(', ');
    throw new SweepError('usage', `Name a command: ${names}.`, `What they do: \`${invocation()} --help\`.`);
  }
  const values = {
    ...readOptions(options, command.options),
    ...(await readPositionals(words, command, options)),
  };
  return { wants: 'work', command, values, everywhere };
}

function readOptions<O extends OptionTable>(options: readonly WrittenOption[], table: O): Values<O> {
  const entries = Object.entries(table).map(([key, option]) => {
    const written = options.filter((each) => each.key === key);
    for (const each of written) checkValue(each, key, option);
    const values = written.map(({ value }) => value!);
    if (option.kind === 'one' && values.length > 1) {
      const message = `${optionName(key)} takes one value and is given ${values.length}: ${values.join(', ')}.`;
      throw new SweepError('usage', message, 'Leave one of them.');
    }
    return [key, option.read(values, optionName(key))];
  });
  return Object.fromEntries(entries) as Values<O>;
}

function checkValue(
  { written, value }: WrittenOption,
  key: string,
  { kind, describe }: Option<unknown>,
): void {
  const name = optionName(key);
  if (kind === 'flag') {
    if (value === 'true' || value === 'false') return;
    throw new SweepError('usage', `${written} takes no value, and was given ${value}.`);
  }
  if (written !== name) throw new SweepError('usage', `${name} takes a value: there is no ${written}.`);
  if (value !== undefined && value.trim() !== '') return;
  const hint = `${name}: ${describe}.`;
  throw new SweepError(
    'usage',
    `${name} needs a value${value === undefined ? '' : ', not an empty text'}.`,
    hint,
  );
}

async function readPositionals(
  words: readonly string[],
  command: Command,
  options: readonly WrittenOption[],
): Promise<Record<string, unknown>> {
  const table = Object.entries(command.positionals);
  const [last] = table.at(-1) ?? [];
  const most = table.some(([, { kind }]) => kind === 'many') ? Infinity : table.length;
  if (words.length > most) throw (await mistakes()).tooMany(words.slice(most), command, options);
  const entries = table.map(([key, option], at) => {
    const written = key === last ? words.slice(at) : words.slice(at, at + 1);
    if (option.required && written.length === 0) {
      const hint = option.missing?.() ?? `Such as \`${invocation()} ${command.examples[0]![0]}\`.`;
      throw new SweepError('usage', `${command.name} needs ${option.required}.`, hint);
    }
    if (written.some((word) => word.trim() === '')) {
      throw new SweepError('usage', `The ${key} is an empty text.`, `Usage: \`${usageOf(command)}\`.`);
    }
    return [key, option.read(written, `The ${key}`)];
  });
  return Object.fromEntries(entries);
}

/** Loaded only for a mistake: it knows the keys of a spec, which take a while to load. */
function mistakes() {
  return import('./mistakes.ts');
}
