import type { Archive } from '../../clients/archive.ts';
import type { KeptFile, LoggedStep, SweepView, TrialKey, TrialView } from '../../clients/tracker.ts';
import {
  allSweeps,
  Boards,
  type Database,
  type SweepInfo,
  trialFile,
  trialFiles,
  trialHistory,
} from '../../store/index.ts';
import { ArchivedSweep, type ArchivedTrial, numbersOf } from './archivedSweep.ts';
import { projectOf, sweepView } from './sweepViews.ts';

/** The database's sweeps at one moment. */
interface Index {
  readonly token: string;
  readonly projects: ReadonlyMap<string, readonly ArchivedSweep[]>;
}

/** The sweeps and trials of a database, in the form that clients of W&B read, whatever ran them. */
export class StoredArchive implements Archive {
  private readonly db: Database;
  private readonly boards: Boards;
  private index: Index | undefined;
  /** By id. */
  private known = new Map<number, ArchivedSweep>();

  constructor(db: Database) {
    this.db = db;
    this.boards = new Boards(db);
  }

  projects(): readonly string[] {
    return [...this.current().projects.keys()];
  }

  trials(project: string): readonly TrialView[] {
    const all = this.ofProject(project).flatMap((sweep) => [...sweep.trials()]);
    all.sort((a, b) => a.view.createdAtMs - b.view.createdAtMs);
    return [...new Map(all.map(({ view }) => [view.key.id, view])).values()];
  }

  trial(key: TrialKey): TrialView | undefined {
    return this.find(key)?.view;
  }

  /** The place of a trial in the database. */
  place(key: TrialKey): ArchivedTrial['place'] | undefined {
    return this.find(key)?.place;
  }

  history(key: TrialKey, first: number, end: number): readonly LoggedStep[] {
    const found = this.find(key);
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
    const all = this.current().projects.get(project) ?? [];
    return all.flatMap(({ info }) => sweepView(this.db, info, project) ?? []);
  }

  sweep(id: string): SweepView | undefined {
    this.current();
    const found = [...this.known.values()].find((sweep) => sweep.clientId === id);
    return found && sweepView(this.db, found.info, found.project);
  }

  files(key: TrialKey): readonly KeptFile[] {
    const found = this.find(key);
    if (!found) return [];
    const updatedAtMs = found.view.heardAtMs;
    return trialFiles(this.db, found.trialId).map(({ path, bytes }) => ({ name: path, bytes, updatedAtMs }));
  }

  readFile(key: TrialKey, name: string): Uint8Array | undefined {
    const found = this.find(key);
    return found && trialFile(this.db, found.trialId, name);
  }

  private current(): Index {
    const token = this.db.changeToken();
    if (this.index?.token === token) return this.index;
    const known = new Map<number, ArchivedSweep>();
    const projects = new Map<string, ArchivedSweep[]>();
    for (const info of allSweeps(this.db)) {
      const sweep = this.archived(info);
      known.set(info.id, sweep);
      const others = projects.get(sweep.project);
      if (others) others.push(sweep);
      else projects.set(sweep.project, [sweep]);
    }
    this.known = known;
    this.index = { token, projects };
    return this.index;
  }

  /** SQLite gives the id of a removed sweep to the next one. */
  private archived(info: SweepInfo): ArchivedSweep {
    const there = this.known.get(info.id);
    if (there?.info.createdAtMs !== info.createdAtMs) return new ArchivedSweep(info, projectOf(info));
    there.info = info;
    return there;
  }

  /** With all trials as they are now. */
  private ofProject(project: string): readonly ArchivedSweep[] {
    const { token, projects } = this.current();
    const sweeps = projects.get(project) ?? [];
    for (const sweep of sweeps) sweep.refresh(this.db, this.boards, token);
    return sweeps;
  }

  /** Of several with that id, which went on from one another, the latest. */
  private find({ project, id }: TrialKey): ArchivedTrial | undefined {
    const all = this.ofProject(project).flatMap((sweep) => sweep.trial(id) ?? []);
    return all.reduce<ArchivedTrial | undefined>(
      (latest, each) => (latest && latest.view.createdAtMs > each.view.createdAtMs ? latest : each),
      undefined,
    );
  }
}
