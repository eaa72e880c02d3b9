import { availableParallelism } from 'node:os';
import type { Dataset } from '../../data/dataset.ts';
import { SweepError } from '../../errors.ts';
import { mostTrials } from '../../sampler/proposeAll.ts';
import type { ServerOptions } from '../../server/index.ts';
import { fileWord, shellWord } from '../../shellWord.ts';
import {
  checkDatabase,
  createSweepStore,
  type Database,
  openDatabase,
  SHORT_BUSY_TIMEOUT_MS,
} from '../../store/index.ts';
import type { SweepEvent } from '../../sweep/events.ts';
import { planSweep, type SweepPlan } from '../../sweep/planSweep.ts';
import { runSweep } from '../../sweep/runSweep.ts';
import { whenUnlocked } from '../../sweep/whenUnlocked.ts';
import { canonicalSpec } from '../../sweepfile/canonical.ts';
import type { ParsedSpec } from '../../sweepfile/parse.ts';
import type { Spec } from '../../sweepfile/spec.ts';
import { filesRemover } from '../../workload/filesRemover.ts';
import { machine } from '../../workload/machine.ts';
import type { Context } from '../context.ts';
import { commandWords } from '../dashboard/commandWords.ts';
import { guardedBy, sayGuarded, type TokenArguments } from '../dashboard/guarded.ts';
import type { Display } from '../display/display.ts';
import { chooseDisplay } from '../display/index.ts';
import { describeDatabase } from '../display/wording.ts';
import { EXIT } from '../failure.ts';
import { onInterrupt, untilAborted } from '../interrupt.ts';
import { capWarnings, impossibleProblems } from '../planProblems.ts';
import { reportEnd } from '../runReport.ts';
import { savingResults } from '../savingResults.ts';
import { loadSpec, noteProblems, requireSpec, type SpecArguments, type SpecFile } from '../sweepFiles.ts';
import { measuredIn, timed, timedDescribe, timingOf } from '../timing.ts';
import type { AnnouncedWorkload } from '../workloads/announced.ts';
import { WORKLOADS } from '../workloads/index.ts';

export interface RunArguments extends SpecArguments, TokenArguments {
  readonly workers?: number | undefined;
  readonly maxTrials?: number | undefined;
  readonly serve?: boolean | undefined;
  readonly port?: number | undefined;
  readonly quiet?: boolean | undefined;
}

const HOST = '127.0.0.1';

type SweepEnd = Extract<SweepEvent, { type: 'sweep_ended' }>;

/** Runs a sweep to its end or to the first Ctrl-C. */
export async function run(options: RunArguments, context: Context): Promise<number> {
  const loaded = await loadSpec(options);
  return runLoaded(loaded, runWords(loaded.written, options), options, context);
}

/** Runs a spec that is already read; `command` does so again, without the program's name. */
export async function runLoaded(
  loaded: SpecFile,
  command: string,
  options: Omit<RunArguments, keyof SpecArguments>,
  context: Context,
): Promise<number> {
  const { workers, maxTrials } = options;
  const port = dashboardPort(options);
  const guarded = guardedBy(options);
  const parsed = requireSpec(loaded, context);
  const { spec } = parsed;
  const workloads = WORKLOADS[spec.setup.kind];
  await workloads.require(spec);
  checkDatabase(context.database);
  if (port !== undefined) await requireFreePort(port);
  let display: Display | undefined;
  const interrupt = onInterrupt(() =>
    display?.stopping('Stopping: running trials end at their next step. Ctrl-C again leaves at once.'),
  );
  try {
    const opened = await workloads.open(spec, context, interrupt.signal);
    const plan = requirePossible(planSweep(spec, opened.workload), loaded, parsed, context);
    noteProblems(opened.warnings(plan.configurations), loaded, context);
    const dashboard =
      port === undefined ? undefined : await startDashboard({ port, guarded }, opened.dataset, context);
    let db: Database | undefined;
    try {
      db = await openToRun(context, interrupt.signal);
      const most = mostTrials(spec, plan.configurations.length);
      const slots = Math.min(workers ?? spec.workers ?? availableParallelism(), most);
      const measured = measuredIn(db, spec.setup.kind);
      const timing = await timingOf(opened, { typical: [], workers: slots, measured });
      const known = {
        opened: {
          ...opened,
          workload: { ...opened.workload, describe: timedDescribe(opened.workload.describe, timing) },
        },
        plan: { ...plan, configurations: timed(plan.configurations, timing) },
      };
      display = chooseDisplay({ spec, ...known, db, context, quiet: options.quiet === true });
      const training = {
        spec,
        specText: loaded.text,
        ...known,
        db,
        display,
        slots,
        maxTrials,
        signal: interrupt.signal,
      };
      const end = await savingResults(db, command, () => train(training));
      // From here on, Ctrl-C ends only the dashboard.
      display = undefined;
      reportEnd({ end, spec, command, db, context, interrupted: end.stopped });
      await dashboard?.stayUp(interrupt.signal);
      return end.stopped && end.left > 0 ? EXIT.interrupted : end.counts.failed > 0 ? EXIT.failed : EXIT.done;
    } finally {
      await dashboard?.close();
      db?.close();
    }
  } finally {
    interrupt.dispose();
  }
}

/** The words that run the same sweep. */
function runWords(file: string, { seed, set }: SpecArguments): string {
  const changes = (set ?? []).map((each) => `--set ${shellWord(each)}`);
  return ['run', fileWord(file), ...(seed === undefined ? [] : [`--seed ${seed}`]), ...changes].join(' ');
}

interface Training {
  readonly spec: Spec;
  readonly specText: string;
  readonly opened: AnnouncedWorkload;
  readonly plan: SweepPlan;
  readonly db: Database;
  readonly display: Display;
  readonly slots: number;
  readonly maxTrials: number | undefined;
  readonly signal: AbortSignal;
}

async function train({ spec, opened, plan, db, display, slots, ...rest }: Training): Promise<SweepEnd> {
  const executor = opened.executor(slots);
  try {
    return await runSweep({
      ...rest,
      spec,
      specJson: canonicalSpec(spec),
      configurations: plan.configurations,
      workload: opened.workload,
      memory: opened.memory,
      machine: machine(),
      store: createSweepStore(db, { onRemoved: filesRemover(db.path) }),
      executor,
      onEvent: (event) => display.onEvent(event),
    });
  } finally {
    display.close();
    await executor.close();
  }
}

/** Waits a while for another process's lock; after that, no statement may block this thread for long. */
function openToRun({ database, note }: Context, signal: AbortSignal): Promise<Database> {
  return whenUnlocked(
    () => openDatabase(database, { busyTimeoutMs: SHORT_BUSY_TIMEOUT_MS }),
    signal,
    () => note(describeDatabase(database, { type: 'database_locked' })),
  );
}

/** The plan, with a warning of what it leaves out; networks that cannot be built end the command. */
function requirePossible(
  plan: SweepPlan,
  loaded: SpecFile,
  parsed: Extract<ParsedSpec, { ok: true }>,
  context: Context,
): SweepPlan {
  const problems = [...impossibleProblems(parsed, plan), ...capWarnings(parsed, plan)];
  noteProblems(problems, loaded, context);
  if (plan.impossible.length === 0) return plan;
  const message = `${loaded.file} asks for networks that cannot be built. Nothing was run.`;
  throw new SweepError('configuration_invalid', message);
}

function dashboardPort({
  serve,
  port,
  ...options
}: Omit<RunArguments, keyof SpecArguments>): number | undefined {
  if (serve) return port ?? 4321;
  const written = [
    ...(port === undefined ? [] : ['--port']),
    ...(options.private ? ['--private'] : []),
    ...(options.token === false ? ['--no-token'] : []),
  ];
  if (written.length === 0) return undefined;
  throw new SweepError(
    'usage',
    `${written[0]} is about the dashboard, which --serve starts.`,
    'Add --serve.',
  );
}

/** Checks before anything is downloaded or written. */
async function requireFreePort(port: number): Promise<void> {
  const { checkPort } = await import('../../server/index.ts');
  await checkPort(port, HOST);
}

async function startDashboard(
  { port, guarded }: Pick<ServerOptions, 'port' | 'guarded'>,
  dataset: Dataset | undefined,
  context: Context,
) {
  const { startServer } = await import('../../server/index.ts');
  const { closeServices, dashboardServices } = await import('../dashboard/index.ts');
  const { keptToken } = await import('../dashboard/keptToken.ts');
  const services = dashboardServices(dataset);
  const { database } = context;
  const server = await startServer({
    database,
    port,
    host: HOST,
    guarded,
    token: keptToken(database),
    onRemoved: filesRemover(database),
    ...commandWords(context),
    ...services,
  });
  context.note(`The dashboard is at ${server.link}\n${sayGuarded(server.guarded, HOST, server.isPublic)}`);
  return {
    async close(): Promise<void> {
      await server.close();
      await closeServices(services);
    },
    async stayUp(signal: AbortSignal): Promise<void> {
      if (signal.aborted) return;
      context.note(`The dashboard stays at ${server.link}; Ctrl-C ends it.`);
      await untilAborted(signal);
    },
  };
}
