import { join } from 'node:path';
import { SweepError } from '../../errors.ts';
import type { SweepInfo } from '../../store/index.ts';
import { parseSpec } from '../../sweepfile/parse.ts';
import type { Method, Spec } from '../../sweepfile/spec.ts';
import type { SpecSetup } from '../../trainable/index.ts';
import type { ModuleShared } from '../../trainable/module/workload.ts';
import type { EngineName, NetworkSetup } from '../../trainable/network/setup.ts';
import type { NetworkShared } from '../../trainable/network/shared.ts';
import type { ProgramShared } from '../../trainable/program/workload.ts';

/** Default of a spec's `grace`. */
const GRACE_MS = 10_000;

/**
 * The spec of a stored sweep without what leads its search: the same trainings, wherever its file is now.
 * @throws SweepError `not_repeatable` if something else than `sweep run` ran it.
 */
export function storedSpec(sweep: SweepInfo): Spec {
  const { name, shared, metric, goal, seed, replicates, method, specText } = sweep;
  if (shared.goesOn !== undefined) throw notHere(sweep, shared.goesOn);
  const parsed = parseSpec(specText, { file: join(directoryOf(sweep), 'sweep.yaml') });
  const written = parsed.ok ? parsed.spec : undefined;
  const { keptStatesBytes, workers } = written ?? {};
  return {
    name,
    setup: setupOf(sweep, written?.setup),
    method: method as Method,
    metric: { name: metric, goal },
    space: written?.space ?? new Map(),
    seed,
    replicates,
    lookahead: 0,
    ...(workers === undefined ? {} : { workers }),
    ...(keptStatesBytes === undefined ? {} : { keptStatesBytes }),
  };
}

function directoryOf({ shared }: SweepInfo): string {
  return typeof shared.directory === 'string' ? shared.directory : process.cwd();
}

function setupOf(sweep: SweepInfo, written: SpecSetup | undefined): SpecSetup {
  if (sweep.trainable === 'network') return networkOf(sweep.shared as unknown as NetworkShared);
  if (sweep.trainable === 'module') {
    const { trainer, path } = sweep.shared as ModuleShared;
    if (path !== undefined) return { kind: 'module', trainer, path };
    throw notHere(
      sweep,
      `Its trainer is a function of a program (${trainer}): let that program run it with \`finals\`.`,
    );
  }
  const { command, program, directory } = sweep.shared as Partial<ProgramShared>;
  if (command === undefined || directory === undefined)
    throw notHere(sweep, 'The database does not know which program it ran.');
  const settings = written?.kind === 'program' ? written : { graceMs: GRACE_MS, retries: 0 };
  return { ...settings, kind: 'program', command, ...(program === undefined ? {} : { program }), directory };
}

function networkOf({ engine, dataset, validation, fork }: NetworkShared): NetworkSetup {
  const { name, path, classNames, synthetic } = dataset;
  const standIn = synthetic && name !== 'synthetic' ? { offline: 'synthetic' as const } : {};
  return {
    kind: 'network',
    dataset: (path === undefined
      ? { name, ...standIn }
      : { name, path, classNames }) as NetworkSetup['dataset'],
    validation,
    engine: engine as EngineName,
    ...(fork ? { fork } : {}),
  };
}

function notHere({ name, id }: SweepInfo, why: string): SweepError {
  return new SweepError(
    'not_repeatable',
    `The trials of ${name} (id ${id}) cannot be trained again from the database alone.`,
    why,
  );
}
