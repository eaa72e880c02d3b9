import { availableParallelism } from 'node:os';
import { SweepError } from '../../errors.ts';
import { sweepWord } from '../../shellWord.ts';
import {
  createSweepStore,
  type Database,
  findSweep,
  openDatabase,
  recordedSweep,
  SHORT_BUSY_TIMEOUT_MS,
  type SweepInfo,
} from '../../store/index.ts';
import { runSweep } from '../../sweep/runSweep.ts';
import { whenUnlocked } from '../../sweep/whenUnlocked.ts';
import type { Spec } from '../../sweepfile/spec.ts';
import { filesRemover } from '../../workload/filesRemover.ts';
import { machine } from '../../workload/machine.ts';
import {
  codeWarnings,
  type PlannedRace,
  planRace,
  raceTitle,
  requireSame,
} from '../confirming/contenders.ts';
import { readVerdict } from '../confirming/raceVerdict.ts';
import { storedSpec } from '../confirming/storedSpec.ts';
import { verdictJson, verdictText } from '../confirming/verdictText.ts';
import type { Context } from '../context.ts';
import { reading } from '../database.ts';
import type { Display } from '../display/display.ts';
import { chooseDisplay } from '../display/index.ts';
import { describeDatabase } from '../display/wording.ts';
import { EXIT } from '../failure.ts';
import { onInterrupt } from '../interrupt.ts';
import { savingResults } from '../savingResults.ts';
import { measuredIn, timed, timedDescribe, timingOf } from '../timing.ts';
import type { AnnouncedWorkload } from '../workloads/announced.ts';
import { WORKLOADS } from '../workloads/index.ts';

export interface ConfirmArguments {
  readonly sweep?: string | undefined;
  readonly top: number;
  readonly seeds: number;
  readonly workers?: number | undefined;
  /** In ms. */
  readonly time?: number | undefined;
  readonly quiet?: boolean | undefined;
}

/** Trains the leading configurations of a sweep with more seeds, in a race. */
export async function confirm(options: ConfirmArguments, context: Context): Promise<number> {
  const timeBudgetMs = options.time;
  const { workers } = options;
  const sweep = reading(context, (db) => findSweep(db, options.sweep));
  if (sweep.state === 'running')
    throw new SweepError(
      'database_busy',
      `${sweep.name} (id ${sweep.id}) is running: its leading configurations are not known yet.`,
      'Wait until it has ended, or stop it with `sweep stop`.',
    );
  const spec = { ...storedSpec(sweep), ...(timeBudgetMs === undefined ? {} : { timeBudgetMs }) };
  const workloads = WORKLOADS[spec.setup.kind];
  let display: Display | undefined;
  const interrupt = onInterrupt(() =>
    display?.stopping('Stopping: running trials end at their next step. Ctrl-C again leaves at once.'),
  );
  let db: Database | undefined;
  try {
    await workloads.require(spec);
    const opened = await workloads.open(spec, context, interrupt.signal);
    db = await whenUnlocked(
      () => openDatabase(context.database, { busyTimeoutMs: SHORT_BUSY_TIMEOUT_MS }),
      interrupt.signal,
      () => context.note(describeDatabase(context.database, { type: 'database_locked' })),
    );
    const before = recordedSweep(db, sweep);
    requireSame(sweep, before, spec, opened.workload);
    const race = planRace(sweep, before, opened.workload, options);
    for (const warning of codeWarnings(sweep, opened.workload)) context.note(context.chalk.yellow(warning));
    const command = wordsOf(sweep, options);
    const slots = Math.min(workers ?? spec.workers ?? availableParallelism(), options.top * options.seeds);
    const timing = await timingOf(opened, {
      typical: [],
      workers: slots,
      measured: measuredIn(db, spec.setup.kind),
    });
    const workload = { ...opened.workload, describe: timedDescribe(opened.workload.describe, timing) };
    const racing = {
      db,
      spec,
      opened: { ...opened, workload },
      race: { ...race, configurations: timed(race.configurations, timing) },
    };
    display = displayOf(racing, context, options.quiet === true);
    if (!context.json) context.print(raceTitle(sweep, race));
    const training = { ...racing, sweep, display, slots, signal: interrupt.signal };
    const end = await savingResults(db, command, () => train(training));
    display = undefined;
    const verdict = readVerdict(db, sweep, race);
    if (context.json) context.printJson(verdictJson(verdict), { line: true });
    else context.print(verdictText({ verdict, end, command, timeBudgetMs, context }));
    return end.stopped && end.left > 0 ? EXIT.interrupted : end.counts.failed > 0 ? EXIT.failed : EXIT.done;
  } finally {
    db?.close();
    interrupt.dispose();
  }
}

interface Racing {
  readonly db: Database;
  readonly spec: Spec;
  readonly race: PlannedRace;
  readonly opened: AnnouncedWorkload;
}

function displayOf({ spec, race, opened, db }: Racing, context: Context, quiet: boolean): Display {
  const { configurations, confirm } = race;
  const finals = { top: configurations.length, seeds: confirm.seeds };
  const plan = { configurations, cells: undefined, collapsed: 0, impossible: [] };
  return chooseDisplay({ spec: { ...spec, finals }, opened, plan, db, context, quiet });
}

interface Training extends Racing {
  readonly sweep: SweepInfo;
  readonly display: Display;
  readonly slots: number;
  readonly signal: AbortSignal;
}

async function train({ spec, sweep, race, opened, db, display, slots, signal }: Training) {
  const executor = opened.executor(slots);
  const { specText, specJson } = sweep;
  try {
    return await runSweep({
      spec,
      specText,
      specJson,
      ...race,
      workload: opened.workload,
      memory: opened.memory,
      machine: machine(),
      store: createSweepStore(db, { onRemoved: filesRemover(db.path) }),
      executor,
      signal,
      onEvent: (event) => display.onEvent(event),
    });
  } finally {
    display.close();
    await executor.close();
  }
}

/** The words that go on with the same race. */
function wordsOf(sweep: SweepInfo, { top, seeds, workers }: ConfirmArguments): string {
  const width = workers === undefined ? '' : ` --workers ${workers}`;
  return `confirm ${sweepWord(sweep)} --top ${top} --seeds ${seeds}${width}`;
}
