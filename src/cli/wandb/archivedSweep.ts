import { RUN_FILE, readRunFile } from '../../clients/archive.ts';
import type { TrialView } from '../../clients/tracker.ts';
import type { MetricValues, StoredMetrics } from '../../metric/metric.ts';
import {
  type Boards,
  type Database,
  type SweepInfo,
  type TrialScore,
  trialsWithFile,
} from '../../store/index.ts';
import { parseSpec } from '../../sweepfile/parse.ts';
import { floatsOf, plainValues, pythonValues } from '../../trainable/program/floats.ts';
import { nestedParameters } from '../../trainable/program/nestedParameters.ts';
import type { ProgramSetup } from '../../trainable/program/program.ts';
import { clientShared, sweepId } from './sweepViews.ts';

export interface ArchivedTrial {
  readonly trialId: number;
  readonly place: { readonly sweepId: number; readonly trial: number };
  readonly view: TrialView;
}

type Floats = NonNullable<ProgramSetup['floats']>;

/** The part of a trial that the store keeps beside its score. */
interface Kept {
  readonly lastStep: number | null;
  /** Content of the file with its client's names for it. */
  readonly content: Buffer | null;
}

/** The trials of one sweep, in the form that clients read: after the first reading, only changed ones are read. */
export class ArchivedSweep {
  info: SweepInfo;
  readonly project: string;
  readonly clientId: string | undefined;
  /** The state of the database that was read last. */
  private token: string | undefined;
  /** By trial id: the trial as the store had it. */
  private readonly scores = new Map<number, TrialScore>();
  private readonly found = new Map<number, ArchivedTrial>();
  /** By the client's id. */
  private readonly byId = new Map<string, ArchivedTrial>();
  private specFloats: Floats | undefined;

  constructor(info: SweepInfo, project: string) {
    this.info = info;
    this.project = project;
    this.clientId = sweepId(info);
  }

  trials(): Iterable<ArchivedTrial> {
    return this.found.values();
  }

  trial(id: string): ArchivedTrial | undefined {
    return this.byId.get(id);
  }

  refresh(db: Database, boards: Boards, token: string): void {
    if (token === this.token) return;
    this.token = token;
    const scores = boards.trials(this.info.id);
    const known = scores.filter(({ trialId }) => this.scores.has(trialId)).length;
    if (known < this.scores.size) this.forget();
    const changed = scores.filter((score) => this.scores.get(score.trialId) !== score);
    if (changed.length === 0) return;
    const ids = changed.map(({ trialId }) => trialId);
    const files = trialsWithFile(db, this.info.id, RUN_FILE, ids);
    for (const score of changed) {
      const own = files.get(score.trialId)!;
      const isRun = this.isRun(score, own);
      if (isRun) this.add(score, own);
      else this.drop(score.trialId);
      // Its file may come without a change of the trial.
      if (isRun || score.startedAtMs === null) this.scores.set(score.trialId, score);
      else this.scores.delete(score.trialId);
    }
  }

  /** A trial that an agent was given, and its client has not named yet, is no run. */
  private isRun({ startedAtMs, state }: TrialScore, { content }: Kept): boolean {
    if (startedAtMs === null) return false;
    return state !== 'running' || content !== null || !clientShared(this.info).wandb;
  }

  /** Which whole numbers its spec hands to programs as floats. */
  private get floats(): Floats {
    if (!this.specFloats) {
      const { id, specText } = this.info;
      const parsed = parseSpec(specText, { file: `sweep-${id}.yaml` });
      this.specFloats = (parsed.ok && (parsed.spec.setup as Partial<ProgramSetup>).floats) || {};
    }
    return this.specFloats;
  }

  private add(score: TrialScore, kept: Kept): void {
    const { trialId, number: trial } = score;
    const view = trialView(this.info, this.project, score, kept, this.floats);
    const added = { trialId, place: { sweepId: this.info.id, trial }, view };
    if (this.found.get(trialId)?.view.key.id !== view.key.id) this.drop(trialId);
    this.found.set(trialId, added);
    this.name(added);
  }

  /** Of several with one id, which went on from one another, the latest has it. */
  private name(trial: ArchivedTrial): void {
    const { id } = trial.view.key;
    const other = this.byId.get(id);
    const isLater = !other || other.view.createdAtMs <= trial.view.createdAtMs;
    if (isLater || other.trialId === trial.trialId) this.byId.set(id, trial);
  }

  private drop(trialId: number): void {
    const gone = this.found.get(trialId);
    if (!gone) return;
    this.found.delete(trialId);
    const { id } = gone.view.key;
    if (this.byId.get(id) !== gone) return;
    this.byId.delete(id);
    for (const each of this.found.values()) if (each.view.key.id === id) this.name(each);
  }

  private forget(): void {
    for (const each of [this.scores, this.found, this.byId]) each.clear();
  }
}

/** A value that is stored as null was not finite. */
export function numbersOf(metrics: StoredMetrics): MetricValues {
  return Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, value ?? Number.NaN]));
}

function trialView(
  sweep: SweepInfo,
  project: string,
  score: TrialScore,
  { lastStep, content }: Kept,
  specFloats: Floats,
): TrialView {
  const run = content ? readRunFile(content) : undefined;
  const parameters = nestedParameters(pythonValues(score.configuration.parameters, specFloats));
  const { number, state, metrics } = score;
  const id = run?.id ?? `sweep${sweep.id}-trial${number}`;
  const numbers = numbersOf(metrics);
  const createdAtMs = score.startedAtMs!;
  return {
    key: { project, id },
    storageId: `stored${score.trialId}`,
    name: run?.name ?? `${sweep.name}/${number}`,
    sweep: sweepId(sweep),
    parameters: plainValues(parameters),
    floats: { ...floatsOf(parameters), ...run?.floats },
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
