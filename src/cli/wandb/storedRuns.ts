import type { ResourceUse, TrialListener } from '../../clients/memory/memoryTracker.ts';
import type { TrialView } from '../../clients/tracker.ts';
import { configurationHash } from '../../configuration.ts';
import { SweepError } from '../../errors.ts';
import { duration } from '../../format.ts';
import { goalOf } from '../../metric/catalogue.ts';
import type { Metric, MetricValues } from '../../metric/metric.ts';
import { createSweepStore, type Database } from '../../store/index.ts';
import {
  HEARTBEAT_INTERVAL_MS,
  type PlannedTrial,
  type RunningSweep,
  type TrialEnding,
} from '../../store/store.ts';
import { whenUnlocked } from '../../sweep/whenUnlocked.ts';
import { WriteQueue } from '../../sweep/writeQueue.ts';
import { canonicalSpec } from '../../sweepfile/canonical.ts';
import { writeYaml } from '../../sweepfile/yaml/writeYaml.ts';
import type { StepReport } from '../../trial/trial.ts';
import { filesRemover } from '../../workload/filesRemover.ts';
import { machine } from '../../workload/machine.ts';
import { readAgentSpec } from './agentSpec.ts';

/** More runs of one configuration are not distinguished. */
const MOST_REPLICATES = 10_000;

/** The runs of a project while this process receives them. */
interface Project {
  readonly sweep: RunningSweep;
  readonly writes: WriteQueue;
  /** By the client's id of the run. */
  readonly trials: Map<string, PlannedTrial>;
  /** A lower bound of each configuration's number of runs, by its hash. */
  readonly replicates: Map<string, number>;
  /** Set while all of its runs have ended. */
  resting?: NodeJS.Timeout;
}

/**
 * Stores runs that belong to no sweep: each project is a sweep without a search, and each run one of its
 * trials, with the parameters that it has at its first report. Runs with equal parameters are replicates.
 */
export class StoredRuns implements TrialListener {
  private readonly db: Database;
  private readonly onFailure: (error: unknown) => void;
  private readonly restMs: number;
  private readonly projects = new Map<string, Promise<Project>>();
  /** Projects that are being given up, by name. */
  private readonly endings = new Map<string, Promise<void>>();
  private readonly closing = new AbortController();
  private readonly beating: NodeJS.Timeout;

  /** A project whose runs have all ended is completed after `restMs`; its next run goes on with it. */
  constructor(db: Database, onFailure: (error: unknown) => void, restMs = 15_000) {
    this.db = db;
    this.restMs = restMs;
    this.onFailure = onFailure;
    this.beating = setInterval(() => this.beat(), HEARTBEAT_INTERVAL_MS).unref();
  }

  async reports(view: TrialView, reports: readonly StepReport[]): Promise<void> {
    if (view.sweep !== undefined) return;
    const project = await this.project(view);
    const trial = await this.trial(project, view);
    const batch = reports.map((report) => ({ number: trial.number, attempt: trial.attempt, ...report }));
    await project.writes.add(() => project.sweep.recordSteps(batch));
  }

  async output(view: TrialView, lines: readonly string[]): Promise<void> {
    if (view.sweep !== undefined) return;
    const project = await this.project(view);
    const trial = await this.trial(project, view);
    const text = `${lines.join('\n')}\n`;
    await project.writes.add(() => project.sweep.recordOutput(trial, [{ stream: 'stdout', text }]));
  }

  async uses(view: TrialView, samples: readonly ResourceUse[]): Promise<void> {
    if (view.sweep !== undefined) return;
    const project = await this.project(view);
    const trial = await this.trial(project, view);
    await project.writes.add(() => {
      for (const sample of samples) project.sweep.recordResources(trial, sample);
    });
  }

  async file(view: TrialView, path: string, content: Uint8Array): Promise<void> {
    if (view.state === 'running') await this.runFile(view, path, content);
  }

  async runFile(view: TrialView, path: string, content: Uint8Array): Promise<void> {
    if (view.sweep !== undefined) return;
    const project = await this.project(view);
    const trial = await this.trial(project, view);
    await project.writes.add(() => project.sweep.recordFile(trial, { path, content }));
  }

  async ended(view: TrialView, exitCode: number, metrics: MetricValues): Promise<void> {
    if (view.sweep !== undefined) return;
    const project = await this.project(view);
    const trial = await this.trial(project, view);
    const durationMs = Date.now() - view.createdAtMs;
    const message = `The run on ${view.host ?? 'an unknown host'} ended with exit code ${exitCode}.`;
    const ending: TrialEnding =
      exitCode === 0
        ? { state: 'completed', result: { metrics, durationMs } }
        : { state: 'failed', reason: { code: 'trial_crashed', message } };
    await project.writes.add(() => project.sweep.endTrial(trial, ending));
    this.forget(project, view);
  }

  async lost(view: TrialView, silenceMs: number): Promise<void> {
    const project = this.projects.get(view.key.project);
    const trial = (await project)?.trials.get(view.key.id);
    if (!trial) return;
    const { sweep, writes } = await project!;
    const reason = {
      code: 'trial_crashed' as const,
      message: `Nothing was heard of the run on ${view.host ?? 'an unknown host'} for ${duration(silenceMs)}.`,
      hint: 'It was killed, or its machine or network is down.',
    };
    await writes.add(() => sweep.endTrial(trial, { state: 'failed', reason }));
    this.forget(await project!, view);
  }

  async close(): Promise<void> {
    clearInterval(this.beating);
    this.closing.abort();
    for (const begun of await Promise.allSettled(this.projects.values())) {
      if (begun.status !== 'fulfilled') continue;
      const { sweep, writes, trials, resting } = begun.value;
      clearTimeout(resting);
      await writes.add(() => sweep.end(trials.size === 0 ? 'completed' : 'interrupted'));
    }
    this.projects.clear();
    await Promise.all(this.endings.values());
  }

  private forget(project: Project, { key }: TrialView): void {
    project.trials.delete(key.id);
    clearTimeout(project.resting);
    if (project.trials.size > 0 || this.closing.signal.aborted) return;
    project.resting = setTimeout(() => this.giveUp(key.project, project), this.restMs).unref();
  }

  private giveUp(name: string, { sweep, writes }: Project): void {
    this.projects.delete(name);
    const ending = writes.add(() => sweep.end('completed')).finally(() => this.endings.delete(name));
    this.endings.set(name, ending);
    ending.catch(() => {});
  }

  private beat(): void {
    for (const begun of this.projects.values())
      begun.then(
        ({ sweep, writes }) => (writes.isIdle ? writes.add(() => sweep.heartbeat()) : undefined),
        () => {},
      );
  }

  private async trial(project: Project, view: TrialView): Promise<PlannedTrial> {
    const { sweep, writes, trials, replicates } = project;
    clearTimeout(project.resting);
    const there = trials.get(view.key.id);
    if (there) return there;
    const configuration = view.parameters;
    const hash = configurationHash(configuration);
    let trial: PlannedTrial | undefined;
    const plan = () => {
      for (let count = replicates.get(hash) ?? 1; count <= MOST_REPLICATES; count++) {
        const seeds = Array.from({ length: count }, (_, index) => index + 1);
        trial = sweep
          .planTrials([{ configuration, facts: {} }], seeds)
          .find(({ state }) => state === 'queued');
        if (!trial) continue;
        replicates.set(hash, count);
        sweep.startTrial(trial, 0);
        return;
      }
      throw new SweepError(
        'request_invalid',
        `A project has at most ${MOST_REPLICATES} runs of equal parameters.`,
      );
    };
    await writes.add(plan);
    trials.set(view.key.id, trial!);
    return trial!;
  }

  /** Waits for another process's lock: a client delivers nothing twice. */
  private project({ key, latest }: TrialView): Promise<Project> {
    const { project: name } = key;
    let project = this.projects.get(name);
    if (!project) {
      const begin = () => this.begin(name, metricOf(Object.keys(latest)));
      const ready = Promise.allSettled([this.endings.get(name)]);
      const begun = ready.then(() => whenUnlocked(begin, this.closing.signal, () => {}));
      project = begun.then((sweep) => ({
        sweep,
        writes: new WriteQueue((calls) => sweep.together(calls), {
          onLocked: () => {},
          onUnlocked: () => {},
          onFailure: this.onFailure,
        }),
        trials: new Map(),
        replicates: new Map(),
      }));
      this.projects.set(name, project);
      project.catch(() => this.projects.delete(name));
    }
    return project;
  }

  private begin(project: string, metric: Metric): RunningSweep {
    const name = /^\d+$/.test(project.trim())
      ? `project ${project.trim()}`
      : project.trim().slice(0, 100).trim();
    const parameters = { run: { value: 'as its script says' } };
    const text = writeYaml({ name, command: ['wandb.init'], method: 'grid', metric, parameters });
    const { spec } = readAgentSpec(text, 'runs');
    return createSweepStore(this.db, { onRemoved: filesRemover(this.db.path) }).beginSweep({
      name,
      specText: `# Runs of W&B's client that belong to no sweep.\n${text}`,
      specJson: canonicalSpec(spec),
      identity: `wandb runs of ${project}`,
      method: spec.method,
      metric: spec.metric,
      seed: spec.seed,
      replicates: 1,
      trainable: 'program',
      shared: { wandb: { project }, goesOn: 'The next run of the project goes on with it.' },
      machine: machine(),
    });
  }
}

/**
 * The metric that ranks the runs of a project: of its first run, a metric whose name tells which way is
 * better, preferably one of validation or test.
 */
function metricOf(names: readonly string[]): Metric {
  const known = names.filter((name) => goalOf(name) !== undefined);
  const name = known.find((each) => /val|test/i.test(each)) ?? known[0] ?? names[0] ?? 'loss';
  return { name, goal: goalOf(name) ?? 'minimize' };
}
