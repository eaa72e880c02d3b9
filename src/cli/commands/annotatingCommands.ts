import { flag, required, text, texts } from '../commandLine/option.ts';
import { type Command, defineCommand } from './command.ts';

const target = required(
  'a trial or a sweep',
  'A trial (12, cnn/12, best), or a sweep: its name, or id/ such as 3/',
);
const where = text('All trials of the sweep that match this filter: val_accuracy<0.5');

/** Commands for what people add to results: tags, notes, what is hidden or deleted. */
export const annotatingCommands: readonly Command[] = [
  defineCommand({
    name: 'tag',
    group: 'keep order',
    brief: 'words that filters find',
    describe: 'Tag trials or a sweep; filters find a tag',
    examples: [
      ['tag best baseline', 'then leaderboard --where tag=baseline finds it'],
      ['tag cnn good --where "val_accuracy>0.9"', 'all such trials of the sweep cnn'],
    ],
    positionals: { target, tags: texts('Words of letters and digits; those that there are if absent') },
    options: { where, remove: flag('Remove these tags') },
    doesMore: () => true,
    load: async () => (await import('./annotate.ts')).tag,
  }),
  defineCommand({
    name: 'note',
    group: 'keep order',
    brief: 'a remark',
    describe: 'Write a note at a trial or a sweep',
    examples: [
      ['note cnn/12 "diverged: try half the rate"', 'in place of its note'],
      ['note cnn', 'the note of the sweep cnn'],
    ],
    positionals: { target, text: texts('The note; if absent, the present one is printed') },
    options: { where, remove: flag('Remove the note') },
    doesMore: () => true,
    load: async () => (await import('./annotate.ts')).note,
  }),
  defineCommand({
    name: 'hide',
    group: 'keep order',
    brief: 'leave out of lists',
    describe: 'Leave trials or a sweep out of lists',
    examples: [
      ['hide cnn --where "val_accuracy<0.5"', 'leaderboard --hidden still shows them'],
      ['hide cnn/12 --undo', 'show it again'],
    ],
    positionals: { target },
    options: { where, undo: flag('Show again') },
    doesMore: () => true,
    load: async () => (await import('./annotate.ts')).hide,
  }),
  defineCommand({
    name: 'delete',
    group: 'keep order',
    brief: 'trials or a sweep',
    describe: 'Delete trials or a sweep; for a minute, --undo restores them',
    examples: [
      ['delete cnn/12', 'one trial, once you have said yes'],
      ['delete cnn --where state=failed --yes', 'without a question'],
    ],
    positionals: { target },
    options: {
      where,
      yes: flag('Do not ask'),
      undo: flag('Restore what was deleted there within the last minute'),
    },
    doesMore: () => true,
    load: async () => (await import('./delete.ts')).remove,
  }),
];
