import { countSweeps, findSweep } from '../store/index.ts';
import type { Context } from './context.ts';
import { reading } from './database.ts';

/** Says beside the answer which sweep a command without a name is about, if there are others. */
export function sayLatest(context: Context): void {
  if (context.json) return;
  const found = latestOf(context);
  if (found && found.of > 1)
    context.note(`The latest of ${found.of} sweeps: ${found.name}, sweep ${found.id}.`);
}

/** Undefined if there is none, or no database, of which the command itself speaks. */
function latestOf(context: Context) {
  try {
    return reading(context, (db) => ({ ...findSweep(db), of: countSweeps(db) }));
  } catch {
    return undefined;
  }
}
