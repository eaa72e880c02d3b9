import { type Archive, RUN_FILE, readRunFile } from '../../clients/archive.ts';
import type { KeptFile, LoggedStep, SweepView, TrialKey, TrialView } from '../../clients/tracker.ts';
import type { MetricValues, StoredMetrics } from '../../metric/metric.ts';
import {
  Boards,
  type Database,
  listSweeps,
  type SweepInfo,
  type TrialScore,
  trialFile,
  trialFiles,
  trialHistory,
  trialsWithFile,
} from '../../store/index.ts';
import { nestedParameters } from '../../trainable/program/nestedParameters.ts';
import { clientShared, projectOf, sweepId, sweepView } from './sweepViews.ts';

interface Found {
  readonly trialId: number;
  readonly place: { readonly sweepId: number; readonly trial: number };
  readonly view: TrialView;
}

/** The database's sweeps and trials at one moment. */
interface Index {
  readonly token: string;
  readonly sweeps: readonly SweepView[];
  readonly projects: ReadonlyMap<string, SweepInfo[]>;
  /** Trials of the projects that were asked for, by the clients' ids. */
  readonly trials: Map<string, ReadonlyMap<string, Found>>;
}

/** The sweeps and trials of a database, in the form that clients of W&B read, whatever ran them. */
export class StoredArchive implements Archive {
  private readonly db: Database;
  private readonly boards: Boards;
  private index: Index | undefined;

  constructor(db: Database) {
    this.db = db;
    this.boards = new Boards(db);
  }

  projects(): readonly string[] {
    return [...this.current().projects.keys()];
  }

  trials(project: string): readonly TrialView[] {
    return [...this.ofProject(project).values()].map(({ view }) => view);
  }

  trial({ project, id }: TrialKey): TrialView | undefined {
    return this.ofProject(project).get(id)?.view;
  }

  /** The place of a trial in the database. */
  place({ project, id }: TrialKey): Found['place'] | undefined {
    return this.ofProject(project).get(id)?.place;
  }

  history({ project, id }: TrialKey, first: number, end: number): readonly LoggedStep[] {
    const found = this.ofProject(project).get(id);
    if (!found) return [];
    let runtimeMs = 0;
    const steps = trialHistory(this.db, found.trialId).map(({ step, durationMs, metrics }) => {
      runtimeMs += durationMs;
      const atMs = found.view.createdAtMs + runtimeMs;
      return { step, runtimeMs, atMs, metrics: numbersOf(metrics), others: {} };
    });
    return steps.filter(({ step }) => step >= first && step < end);
  }

  sweeps(project: string): readonly SweepView[] {
    return this.current().sweeps.filter((sweep) => sweep.project === project);
  }

  sweep(id: string): SweepView | undefined {
    return this.current().sweeps.find((sweep) => sweep.id === id);
  }

  files({ project, id }: TrialKey): readonly KeptFile[] {
    const found = this.ofProject(project).get(id);
    if (!found) return [];
    const updatedAtMs = found.view.heardAtMs;
    return trialFiles(this.db, found.trialId).map(({ path, bytes }) => ({ name: path, bytes, updatedAtMs }));
  }

  readFile({ project, id }: TrialKey, name: string): Uint8Array | undefined {
    const found = this.ofProject(project).get(id);
    return found && trialFile(this.db, found.trialId, name);
  }

  private current(): Index {
    const token = this.db.changeToken();
    if (this.index?.token !== token) {
      const sweeps = listSweeps(this.db, this.boards).reverse();
      const projects = new Map<string, SweepInfo[]>();
      for (const sweep of sweeps) {
        const project = projectOf(sweep);
        projects.set(project, [...(projects.get(project) ?? []), sweep]);
      }
      const views = sweeps.flatMap((sweep) => sweepView(this.db, sweep) ?? []);
      this.index = { token, sweeps: views, projects, trials: new Map() };
    }
    return this.index;
  }

  private ofProject(project: string): ReadonlyMap<string, Found> {
    const { projects, trials } = this.current();
    let found = trials.get(project);
    if (!found) {
      const sweeps = projects.get(project) ?? [];
      const all = sweeps.flatMap((sweep) => this.ofSweep(sweep, project));
      all.sort((a, b) => a.view.createdAtMs - b.view.createdAtMs);
      found = new Map(all.map((each) => [each.view.key.id, each]));
      trials.set(project, found);
    }
    return found;
  }

  private ofSweep(sweep: SweepInfo, project: string): Found[] {
    const files = trialsWithFile(this.db, sweep.id, RUN_FILE);
    // A trial that an agent was given, and its client has not named yet, is no run.
    const isNamed = ({ trialId, state }: TrialScore) =>
      state !== 'running' || files.get(trialId)!.content !== null || !clientShared(sweep).wandb;
    const begun = this.boards
      .trials(sweep.id)
      .filter((score) => score.startedAtMs !== null && isNamed(score));
    return begun.map((score) => {
      const { lastStep, content } = files.get(score.trialId)!;
      const view = trialView(sweep, project, score, lastStep, content);
      const place = { sweepId: sweep.id, trial: score.number };
      return { trialId: score.trialId, place, view };
    });
  }
}

/** A value that is stored as null was not finite. */
function numbersOf(metrics: StoredMetrics): MetricValues {
  return Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, value ?? Number.NaN]));
}

function trialView(
  sweep: SweepInfo,
  project: string,
  score: TrialScore,
  lastStep: number | null,
  content: Buffer | null,
): TrialView {
  const run = content ? readRunFile(content) : undefined;
  const { number, state, metrics } = score;
  const id = run?.id ?? `sweep${sweep.id}-trial${number}`;
  const numbers = numbersOf(metrics);
  const createdAtMs = score.startedAtMs!;
  return {
    key: { project, id },
    storageId: `stored${score.trialId}`,
    name: run?.name ?? `${sweep.name}/${number}`,
    sweep: sweepId(sweep),
    parameters: nestedParameters(score.configuration.parameters),
    summary: { ...run?.summary, ...numbers },
    group: run?.group,
    jobType: run?.jobType,
    tags: [...new Set([...(run?.tags ?? []), ...score.tags])],
    notes: run?.notes,
    host: run?.host,
    program: run?.program ?? clientShared(sweep).program,
    commit: run?.commit,
    cores: undefined,
    state,
    silent: false,
    exitCode: state === 'completed' ? 0 : state === 'failed' ? (run?.exitCode ?? 1) : undefined,
    stopAsked: false,
    createdAtMs,
    heardAtMs: score.endedAtMs ?? createdAtMs + (score.durationMs ?? 0),
    historyLines: score.steps,
    outputLines: 0,
    lastStep: lastStep ?? undefined,
    metrics: Object.fromEntries(Object.keys(metrics).map((name) => [name, score.steps])),
    latest: numbers,
  };
}
