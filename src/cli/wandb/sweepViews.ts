import type { SweepState, SweepView } from '../../clients/tracker.ts';
import { type Database, listRequests, type SweepInfo } from '../../store/index.ts';
import { Report } from '../../sweepfile/report.ts';
import { readDocument } from '../../sweepfile/yaml/document.ts';
import type { SharedSetup } from '../../trainable/trainable.ts';

/**
 * The data stored with a sweep that a client of W&B began, or with the runs of a project, so that both are
 * found again.
 */
export interface ClientShared extends SharedSetup {
  readonly wandb?: {
    /** Absent for the runs of a project that belong to no sweep. */
    readonly id?: string;
    readonly project: string;
    /** The text that the client sent. */
    readonly text?: string;
  };
  readonly program?: string;
}

/** The origin of requests that are filed for a client. */
export const CLIENT_ORIGIN = 'wandb';

export function clientShared({ shared }: SweepInfo): ClientShared {
  return shared as ClientShared;
}

/** The client's project, or the `project` of its spec, or else its own name. */
export function projectOf(sweep: SweepInfo): string {
  const { wandb } = clientShared(sweep);
  return wandb?.project ?? asProject(projectIn(sweep.specText) ?? sweep.name);
}

/** The name that clients use for it. */
export function sweepId(sweep: SweepInfo): string | undefined {
  const { wandb } = clientShared(sweep);
  return wandb ? wandb.id : String(sweep.id);
}

/** The sweep that holds a project's runs is no sweep to a client. */
export function sweepView(db: Database, sweep: SweepInfo, project: string): SweepView | undefined {
  const { wandb } = clientShared(sweep);
  const id = sweepId(sweep);
  if (id === undefined) return undefined;
  return {
    id,
    project,
    name: sweep.name,
    text: wandb?.text ?? sweep.specText,
    method: sweep.method,
    metric: { name: sweep.metric, goal: sweep.goal },
    state: stateOf(db, sweep),
    createdAtMs: sweep.createdAtMs,
    plannedTrials: undefined,
  };
}

/**
 * A client's sweep that was interrupted goes on once an agent asks for it, unless a client had stopped it.
 */
function stateOf(db: Database, { id, state, paused, shared }: SweepInfo): SweepState {
  if (state === 'running') return paused ? 'paused' : 'running';
  if (state === 'interrupted' && 'wandb' in shared) {
    const isStop = ({ kind, origin }: { kind: string; origin: string }) =>
      kind === 'stop_sweep' && origin === CLIENT_ORIGIN;
    return listRequests(db, id, 100).some(isStop) ? 'cancelled' : 'running';
  }
  return state === 'failed' ? 'failed' : 'ended';
}

/** Turns a name into one that W&B's client accepts for a project. */
export function asProject(name: string): string {
  return (
    name
      .replaceAll(/[/\\#?%:\p{Cc}]/gu, '-')
      .slice(0, 128)
      .trim() || 'sweep'
  );
}

function projectIn(specText: string): string | undefined {
  const project = readDocument(specText, new Report(specText))?.entries.get('project')?.value;
  return project?.type === 'scalar' && typeof project.value === 'string' ? project.value : undefined;
}
