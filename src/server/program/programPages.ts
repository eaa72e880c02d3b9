import type { TrialDetail } from '../../store/index.ts';
import type { PagePart, PageServices, TrainablePages } from '../pages/trainablePages.ts';
import { filesView } from './files.ts';
import { outputView } from './output.ts';
import { ranLines } from './ran.ts';
import { usageView } from './usage.ts';

/**
 * The pages of programs and modules: what the user's code printed, used and handed in, and which code it was.
 */
export const programPages: TrainablePages = {
  trialParts: ({ reader: { db } }: PageServices, trial) => {
    const parts = [ranPart(trial), outputPart(db, trial), usagePart(db, trial), filesPart(db, trial)];
    return {
      parts: parts.flatMap((part) => part ?? []),
      action: undefined,
      stepLines: () => [],
      resourceLines: [],
    };
  },
  pairPart: () => undefined,
};

type Db = PageServices['reader']['db'];

function ranPart(trial: TrialDetail): PagePart | undefined {
  const lines = ranLines(trial);
  if (lines.length === 0) return undefined;
  return { ...named('ran', 'Ran'), place: 'aside', view: '/_partials/program/ran', model: { lines } };
}

function outputPart(db: Db, trial: TrialDetail): PagePart {
  const output = outputView(db, trial);
  const view = '/_partials/program/output';
  return { ...named('output', 'Output'), place: 'below', view, model: { output }, swapped: ['printed'] };
}

function usagePart(db: Db, trial: TrialDetail): PagePart | undefined {
  const usage = usageView(db, trial);
  if (usage.pictures.length === 0 && !mayChange(trial)) return undefined;
  const view = '/_partials/program/usage';
  const swapped = ['usage-curves', 'usage-rows'];
  return {
    ...named('usage', 'CPU and memory'),
    title: 'Usage',
    place: 'below',
    view,
    model: { usage },
    swapped,
  };
}

function filesPart(db: Db, trial: TrialDetail): PagePart | undefined {
  const files = filesView(db, trial);
  if (files.summary === '' && !mayChange(trial)) return undefined;
  const view = '/_partials/program/files';
  return { ...named('files', 'Files'), place: 'below', view, model: { files }, swapped: ['handed-in'] };
}

function mayChange({ state }: TrialDetail): boolean {
  return state === 'queued' || state === 'running';
}

function named(id: string, title: string) {
  return { id, title, heading: title };
}
