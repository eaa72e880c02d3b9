import { openStore } from '../../src/index.ts';
import { connect } from '../../src/store/sqlite.ts';
import { LATENCIES } from '../../src/trainable/network/metrics.ts';

/** A step with its metrics, and the digest of the weights after it if there is one. */
type StepDump = readonly [step: number, values: Readonly<Record<string, unknown>>, digest: unknown];

/** A trial without times, workers and attempts, which differ from run to run. */
export interface DumpedTrial {
  readonly number: number;
  readonly configuration: unknown;
  readonly replicate: number;
  readonly seed: number;
  readonly state: string;
  readonly reason: string | null;
  readonly steps: number;
  readonly lastStep: number | null;
  /** The steps of the attempt that counts, in order; values are equal if their bits are. */
  readonly history: readonly StepDump[];
  readonly metrics: Readonly<Record<string, unknown>>;
}

/** The contents of a database that are the same for any number of workers and interruptions. */
export interface Dump {
  readonly trials: readonly DumpedTrial[];
  /** Hashes of configurations, best first, with their ranks. */
  readonly ranks: readonly (readonly [rank: number | null, configuration: string])[];
}

type Row = Readonly<Record<string, unknown>>;

const TRIALS = `SELECT trials.id, number, parameters, replicate, seed, state, reason_code, reason_message, steps, last_step, metrics
  FROM trials JOIN configurations ON configurations.id = configuration_id WHERE trials.sweep_id = ? ORDER BY number`;
const HISTORY = `SELECT steps.step, digest, name, value FROM trials JOIN steps ON steps.trial_id = trials.id AND steps.attempt = trials.attempt
  LEFT JOIN history ON history.trial_id = trials.id AND history.attempt = trials.attempt AND history.step = steps.step
  LEFT JOIN metrics ON metrics.id = metric_id WHERE trials.id = ? ORDER BY steps.step, name`;

/** Reads the tables alone, without our queries; only the ranks are those that users see. */
export function canonicalDump(path: string, sweepId = 1): Dump {
  const sqlite = connect(path, { readonly: true, fileMustExist: true });
  const store = openStore(path);
  try {
    const curve = sqlite.prepare(HISTORY);
    const trials = (sqlite.prepare(TRIALS).all(sweepId) as Row[]).map((row): DumpedTrial => {
      const history = new Map<number, [number, Record<string, unknown>, unknown]>();
      for (const { step, digest, name, value } of curve.all(row.id) as Row[]) {
        const at = Number(step);
        if (!history.has(at)) history.set(at, [at, {}, digest]);
        if (name !== null) history.get(at)![1][String(name)] = exactly(value);
      }
      const metrics = JSON.parse(String(row.metrics)) as Row;
      return {
        number: Number(row.number),
        configuration: JSON.parse(String(row.parameters)),
        replicate: Number(row.replicate),
        seed: Number(row.seed),
        state: String(row.state),
        reason: row.reason_code === null ? null : `${row.reason_code}: ${row.reason_message}`,
        steps: Number(row.steps),
        lastStep: row.last_step as number | null,
        history: [...history.values()],
        metrics: Object.fromEntries(
          Object.keys(metrics)
            .filter((name) => !LATENCIES.includes(name as never))
            .sort()
            .map((name) => [name, exactly(metrics[name])]),
        ),
      };
    });
    const ranks = store.leaderboard(sweepId).map(({ rank, configuration }) => [rank, configuration] as const);
    return { trials, ranks };
  } finally {
    store.close();
    sqlite.close();
  }
}

/** Contradictions within a dump: a step that was lost or counted twice. */
export function contradictions({ trials }: Dump): string[] {
  return trials.flatMap(({ number, steps, lastStep, history }) => {
    const last = history.at(-1)?.[0] ?? null;
    return history.length === steps && last === lastStep
      ? []
      : [`trial ${number} has ${history.length} steps up to ${last}, and says ${steps} up to ${lastStep}`];
  });
}

/** JSON has no minus zero. */
function exactly(value: unknown): unknown {
  return Object.is(value, -0) ? '-0' : value;
}
