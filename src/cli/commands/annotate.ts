import { SweepError } from '../../errors.ts';
import { type Annotations, annotate, annotationsOf, type Database } from '../../store/index.ts';
import {
  findTargets,
  storedTargets,
  type TargetWords,
  targetJson,
  targetWords,
} from '../annotating/targets.ts';
import type { Context } from '../context.ts';
import { reading, writing } from '../database.ts';

interface TagArguments extends TargetWords {
  readonly tags: readonly string[];
  readonly remove?: boolean | undefined;
}

interface NoteArguments extends TargetWords {
  readonly text: readonly string[];
  readonly remove?: boolean | undefined;
}

interface HideArguments extends TargetWords {
  readonly undo?: boolean | undefined;
}

/** Adds or removes tags; without any, prints those that there are. */
export function tag({ tags: written, remove, ...words }: TagArguments, context: Context) {
  const tags = written.flatMap((each) => each.split(',')).filter((each) => each !== '');
  if (tags.length === 0 && remove) throw nothingNamed('tag', 'Name the tags to remove.');
  if (tags.length === 0)
    return show(words, context, ({ tags }) => (tags.length === 0 ? undefined : tags.join(', ')));
  const rest = (now: readonly string[]) =>
    remove ? now.filter((each) => !tags.includes(each)) : [...now, ...tags];
  const done = remove ? `Removed ${tags.join(', ')} from` : `Tagged with ${tags.join(', ')}:`;
  return change(words, context, done, (now) => ({ tags: rest(now.tags) }));
}

/** Writes a note in place of the old one, or removes it; without a text, prints it. */
export function note({ text, remove, ...words }: NoteArguments, context: Context) {
  if (text.length > 0 && remove) throw nothingNamed('note', 'Write a text or --remove, not both.');
  if (text.length === 0 && !remove) return show(words, context, ({ note }) => note || undefined);
  const done = remove ? 'Removed the note of' : 'Noted at';
  return change(words, context, done, () => ({ note: text.join(' ') }));
}

/** Leaves out of lists and rankings, or shows again. */
export function hide({ undo, ...words }: HideArguments, context: Context) {
  return change(words, context, undo ? 'Shown again:' : 'Hidden:', () => ({ hidden: !undo }));
}

/** Changes all that is named in one transaction, or nothing. */
function change(
  words: TargetWords,
  context: Context,
  done: string,
  of: (now: Annotations) => Partial<Annotations>,
): Promise<number> {
  return writing(context, async (db) => {
    const targets = findTargets(db, words);
    const changed = db.write(() =>
      storedTargets(targets).map((target) => {
        annotate(db, target, of(annotationsOf(db, target)));
        return { trial: target.trial, ...annotationsOf(db, target) };
      }),
    );
    if (context.json) context.printJson({ ...targetJson(targets), annotations: changed });
    else context.print(changed.length === 0 ? targets.none! : `${done} ${targetWords(targets)}.`);
    return 0;
  });
}

function show(words: TargetWords, context: Context, of: (now: Annotations) => string | undefined): number {
  return reading(context, (db: Database) => {
    const targets = findTargets(db, words);
    const found = storedTargets(targets).map((target) => ({
      trial: target.trial,
      ...annotationsOf(db, target),
    }));
    if (context.json) context.printJson({ ...targetJson(targets), annotations: found });
    else if (found.length === 0) context.print(targets.none!);
    else
      for (const each of found) {
        const head = found.length > 1 ? `#${each.trial}  ` : '';
        context.print(`${head}${of(each) ?? '–'}`);
      }
    return 0;
  });
}

function nothingNamed(command: string, hint: string): SweepError {
  return new SweepError('usage', `${command} --remove does not say what to do.`, hint);
}
