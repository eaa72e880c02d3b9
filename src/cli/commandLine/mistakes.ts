import { SweepError } from '../../errors.ts';
import { parameterNames } from '../../model/parameters/index.ts';
import { shellWord } from '../../shellWord.ts';
import { SPEC_KEYS } from '../../sweepfile/fields.ts';
import { nearest } from '../../sweepfile/suggest.ts';
import type { Command } from '../commands/command.ts';
import { invocation } from '../invocation.ts';
import { EVERYWHERE } from './everywhere.ts';
import { usageOf } from './usage.ts';
import { optionName, type WrittenOption } from './words.ts';

/** Names that other tools give to these commands. */
const OTHER_NAMES = new Map([
  ['ui', 'serve'],
  ['dashboard', 'serve'],
  ['server', 'serve'],
  ['web', 'serve'],
  ['list', 'ls'],
  ['sweeps', 'ls'],
  ['status', 'ls'],
  ['board', 'leaderboard'],
  ['rank', 'leaderboard'],
  ['results', 'leaderboard'],
  ['top', 'leaderboard'],
  ['train', 'run'],
  ['start', 'run'],
  ['sweep', 'run'],
  ['check', 'plan'],
  ['validate', 'plan'],
  ['dry-run', 'plan'],
  ['trial', 'show'],
  ['info', 'show'],
  ['diff', 'compare'],
  ['dataset', 'data'],
  ['download', 'data fetch'],
  ['fetch', 'data fetch'],
  ['cancel', 'stop'],
  ['kill', 'stop'],
  ['continue', 'resume'],
  ['version', '--version'],
]);

export function unknownCommand(name: string, commands: readonly Command[]): SweepError {
  const names = commands.map((each) => each.name);
  const near = OTHER_NAMES.get(name.toLowerCase()) ?? nearest(name, names);
  const meant = /\.ya?ml$/.test(name) ? `run ${shellWord(name)}` : near;
  const hint = meant ? `Did you mean ${meant}?` : `There are: ${names.join(', ')}.`;
  return new SweepError('usage', `There is no command ${name}.`, hint);
}

/**
 * The error of an option that the command does not have, or, without a command, any option but the common
 * ones.
 */
export function unknownOption(
  option: WrittenOption,
  command: Command | undefined,
  commands: readonly Command[],
): SweepError {
  const { written } = option;
  const message = command ? `${command.name} has no option ${written}.` : `There is no option ${written}.`;
  const hint =
    meantOption(written, command) ??
    (command && 'set' in command.options ? meantSetting(option) : undefined) ??
    otherCommand(option, commands) ??
    `See \`${[invocation(), ...(command ? [command.name] : [])].join(' ')} --help\`; a name that begins with a dash stands behind --.`;
  return new SweepError('usage', message, hint);
}

function meantOption(written: string, command: Command | undefined): string | undefined {
  const names = Object.keys({ ...command?.options, ...EVERYWHERE }).map((key) => optionName(key).slice(2));
  const name = written.replace(/^[-–—]+/, '');
  if (findKey(name)) return undefined;
  const longer = names.filter((each) => name.length > 1 && each.startsWith(name.toLowerCase()));
  const meant = longer.length === 1 ? longer[0] : nearest(name, names);
  return meant && `Did you mean --${meant}?`;
}

/** Recognizes a key or parameter of the spec, which `--set` replaces. */
function meantSetting({ written, value, next }: WrittenOption): string | undefined {
  const name = written.replace(/^-+/, '').replaceAll('-', '_');
  const key = findKey(name) ?? nearest(name, [...parameterNames(), ...SPEC_KEYS]);
  if (!key) return undefined;
  const given = value ?? (next?.startsWith('--') ? undefined : next) ?? 'VALUE';
  return `Did you mean --set ${shellWord(`${key}=${given}`)}?`;
}

function findKey(name: string): string | undefined {
  const plain = name.replaceAll('-', '_');
  return [...parameterNames(), ...SPEC_KEYS].find((each) => each === plain);
}

function otherCommand({ key, written }: WrittenOption, commands: readonly Command[]): string | undefined {
  const others = commands.filter(({ options }) => key !== undefined && key in options);
  if (others.length === 0) return undefined;
  return `${written} belongs to ${others.map(({ name }) => name).join(' and ')}.`;
}

/** The error of a line with more words than the command takes. */
export function tooMany(
  extra: readonly string[],
  command: Command,
  options: readonly WrittenOption[],
): SweepError {
  const names = Object.keys(command.positionals);
  const takes = names.length === 0 ? 'only options' : `one ${names.join(' and one ')}`;
  const message = `${command.name} takes ${takes}: ${extra.map(shellWord).join(' ')} is too much.`;
  const setting = 'set' in command.options ? extra.find((word) => /^\w+=/.test(word)) : undefined;
  const filter = options.some(({ key }) => key === 'where');
  const hint = setting
    ? `Did you mean --set ${shellWord(setting)}?`
    : filter
      ? 'Quote a filter that has spaces: --where "optimizer=adam and epochs>5".'
      : `Usage: \`${usageOf(command)}\`; a text with spaces needs quotes.`;
  return new SweepError('usage', message, hint);
}
