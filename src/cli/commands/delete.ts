import { SweepError } from '../../errors.ts';
import { plural } from '../../format.ts';
import { trialWord } from '../../shellWord.ts';
import {
  type Database,
  type Deleted,
  deleteTarget,
  removeExpired,
  restoreTarget,
  UNDO_MS,
  undoable,
} from '../../store/index.ts';
import { filesRemover } from '../../workload/filesRemover.ts';
import { answersYes } from '../annotating/answersYes.ts';
import {
  findTargets,
  storedTargets,
  type Targets,
  type TargetWords,
  targetJson,
  targetWords,
} from '../annotating/targets.ts';
import type { Context } from '../context.ts';
import { reading, writing } from '../database.ts';
import { EXIT } from '../failure.ts';
import { invocation } from '../invocation.ts';

interface DeleteArguments extends TargetWords {
  readonly yes?: boolean | undefined;
  readonly undo?: boolean | undefined;
}

/** Deletes a sweep or trials, once that is confirmed; within a minute `--undo` restores them. */
export async function remove(options: DeleteArguments, context: Context): Promise<number> {
  if (options.undo) return restore(options, context);
  const targets = reading(context, (db) => findTargets(db, options));
  if (targets.trials?.length === 0) {
    if (context.json) context.printJson({ ...targetJson(targets), kept: [] });
    else context.print(targets.none!);
    return EXIT.done;
  }
  if (!options.yes && !(await confirmed(targets, context))) {
    context.note('Nothing was deleted.');
    return EXIT.done;
  }
  return writing(context, async (db) => {
    removeExpired(db, Date.now(), filesRemover(db.path));
    const kept = deleteAll(db, targets);
    report(targets, kept, context);
    return kept.length > 0 ? EXIT.failed : EXIT.done;
  });
}

/** A trial that could not be deleted, and why. */
interface Kept {
  readonly trial: number;
  readonly why: string;
}

/**
 * Marks all in one transaction. Of several trials, those that are being trained are kept.
 * @throws SweepError `request_invalid` if the only thing to delete is being trained.
 */
function deleteAll(db: Database, targets: Targets): readonly Kept[] {
  const isOne = targets.trials === undefined || targets.trials.length === 1;
  return db.write(() =>
    storedTargets(targets).flatMap((target) => {
      try {
        deleteTarget(db, target);
        return [];
      } catch (error) {
        if (isOne || !(error instanceof SweepError && error.code === 'request_invalid')) throw error;
        return [{ trial: target.trial!, why: error.message }];
      }
    }),
  );
}

function report(targets: Targets, kept: readonly Kept[], context: Context): void {
  const left = new Set(kept.map(({ trial }) => trial));
  const trials = targets.trials?.filter((trial) => !left.has(trial));
  const deleted = { ...targets, trials };
  if (context.json) {
    context.printJson({ ...targetJson(deleted), kept, undoneUntilMs: Date.now() + UNDO_MS });
    return;
  }
  const where = trials?.length === 1 ? trialWord(targets.sweep, trials[0]!) : `${targets.sweep.id}/`;
  const undo = `${invocation()} delete ${where} --undo${context.atDatabase}`;
  if (trials?.length !== 0)
    context.print(`Deleted ${targetWords(deleted)}. For a minute, \`${undo}\` restores what was deleted.`);
  for (const { why } of kept) context.note(why);
}

async function confirmed(targets: Targets, { json, note }: Context): Promise<boolean> {
  const what = targetWords(targets);
  if (json || process.stdin.isTTY !== true)
    throw new SweepError('usage', `Nobody can be asked here whether to delete ${what}.`, 'Add --yes.');
  note(`Delete ${what}, with the curves, predictions, weights, notes and tags?`);
  return answersYes();
}

/** Restores a sweep, or the trials that were deleted from it. */
function restore({ target, where }: DeleteArguments, context: Context): Promise<number> {
  if (where !== undefined)
    throw new SweepError(
      'usage',
      '--undo takes no filter: it restores all that was deleted there.',
      'Leave --where.',
    );
  return writing(context, async (db) => {
    const found = deletedAs(undoable(db), target);
    if (found.length === 0)
      throw new SweepError(
        'request_invalid',
        `Nothing named ${target} was deleted within the last minute.`,
        'Later, it is gone; running its spec again trains it again, to the same numbers.',
      );
    db.write(() => {
      for (const each of found) restoreTarget(db, each, { deletedAtMs: each.deletedAtMs });
    });
    const [{ name, sweepId }] = found as [Deleted];
    const trials = found.flatMap(({ trial }) => trial ?? []);
    if (context.json) context.printJson({ sweep: sweepId, name, trials });
    else
      context.print(
        trials.length === 0
          ? `Restored the sweep ${name}.`
          : `Restored ${plural(trials.length, 'trial')} of ${name}.`,
      );
    return EXIT.done;
  });
}

/** Recent deletions that these words name: a trial, or of one sweep itself or else its trials. */
function deletedAs(all: readonly Deleted[], words: string): readonly Deleted[] {
  const [, owner, number] = /^(?:(.*)\/)?(?:#?(\d+))?$/.exec(words) ?? [];
  const name = owner ?? (number === undefined ? words : undefined);
  const ofSweep = all.filter(
    (each) => name === undefined || each.name === name || String(each.sweepId) === name,
  );
  const latest = ofSweep.at(-1)?.sweepId;
  const here = ofSweep.filter(({ sweepId }) => sweepId === latest);
  if (number !== undefined) return here.filter(({ trial }) => trial === Number(number));
  const itself = here.filter(({ trial }) => trial === undefined);
  return itself.length > 0 ? itself : here;
}
