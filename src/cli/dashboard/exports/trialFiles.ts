import { FORMATS, type Format } from '../../../export/index.ts';
import type { TrialExport } from '../../../server/index.ts';

/** A format of a trial; one that is no model is a single file. */
export interface TrialFile extends TrialExport {
  /** Undefined if it is a folder. */
  readonly alone: string | undefined;
}

/** The formats of the registry: a model as a folder, any other as its main file. */
export function trialFiles(formats: readonly Format[] = FORMATS): Promise<readonly TrialFile[]> {
  return Promise.all(formats.map(trialFile));
}

async function trialFile({ name, purpose, load }: Format): Promise<TrialFile> {
  const { title, card, mainFile, needs } = await load();
  const alone = card === undefined ? mainFile : undefined;
  return {
    name,
    title,
    purpose,
    alone,
    needs:
      needs === 'weights' ? 'weights' : needs === 'trial' && alone !== undefined ? 'nothing' : 'completion',
    ending: alone === undefined ? `-${name}.zip` : `-${alone}`,
  };
}
