import type { RaceState } from '../../analysis/index.ts';
import { type Comparison, compareWithFirst, readTrained, type Trained } from '../../comparison/index.ts';
import { configurationHash } from '../../configuration.ts';
import { mean, sampleStd } from '../../metric/spread.ts';
import {
  type Database,
  findSweep,
  type LeaderboardRow,
  leaderboard,
  recordedSweep,
  type SweepInfo,
} from '../../store/index.ts';
import { raceBetween } from '../../sweep/contenders.ts';
import { type Left, leftOf } from '../../sweep/followUp.ts';
import { describeConfiguration, varyingParameters } from '../../trial/varying.ts';
import type { PlannedRace } from './contenders.ts';

/** A contender with its scores in the race. */
export interface Raced {
  readonly name: string;
  readonly row: LeaderboardRow;
  /** By the seeds beyond the search's; the search chose it by the others. */
  readonly values: readonly number[];
  readonly mean: number | null;
  readonly std: number | null;
  readonly left: Left | undefined;
}

/** Where a race stands, and what its seeds tell of the leader against each of the others. */
export interface RaceVerdict {
  readonly sweep: SweepInfo;
  readonly state: RaceState;
  readonly varying: readonly string[];
  /** The leader first, then those in the race, then those that left, the latest first. */
  readonly raced: readonly Raced[];
  readonly comparisons: readonly Comparison[];
  /** Most seeds of the race. */
  readonly seeds: number;
}

/** What is recorded of a race; what failed or was cancelled is out. */
export function readVerdict(db: Database, sweep: SweepInfo, race: PlannedRace): RaceVerdict {
  const { goal, replicates, seed, metric } = sweep;
  const { contenders, seeds } = race.confirm;
  const configurations = race.configurations.map(({ configuration }) => configuration);
  const { proposed } = recordedSweep(db, sweep);
  const settings = { goal, replicates, seeds };
  const state = raceBetween(contenders, proposed, settings, (trial) =>
    ['failed', 'cancelled', 'pruned'].includes(trial.state),
  );
  const varying = varyingParameters(configurations);
  const left = new Map(leftOf(state.departures, configurations).map((each) => [each.contender, each]));
  const rows = new Map(leaderboard(db, sweep.id).map((row) => [row.configuration, row]));
  const order = [
    ...(state.leader === undefined ? [] : [state.leader]),
    ...state.active.filter((each) => each !== state.leader),
    ...state.departures.toSorted((a, b) => b.seeds - a.seeds).map(({ contender }) => contender),
  ];
  const read = order.flatMap((contender) => {
    const configuration = configurations[contender]!;
    const row = rows.get(configurationHash(configuration));
    if (!row) return [];
    const whole = readTrained(db, describeConfiguration(configuration, varying), row);
    const first = seed + replicates;
    const isOfRace = (of: number) => of >= first && of < first + seeds;
    const trained = { ...whole, trainings: whole.trainings.filter((each) => isOfRace(each.seed)) };
    return [{ contender, trained }];
  });
  return {
    sweep: findSweep(db, sweep.id),
    state,
    varying,
    seeds,
    raced: read.map(({ contender, trained }) => racedOf(trained, metric, left.get(contender))),
    comparisons: compareWithFirst(
      read.map(({ trained }) => trained).filter(({ trainings }) => trainings.length > 0),
    ),
  };
}

function racedOf({ name, row, trainings }: Trained, metric: string, left: Left | undefined): Raced {
  const values = trainings.flatMap(({ metrics }) => metrics[metric] ?? []);
  return { name, row, values, mean: values.length > 0 ? mean(values) : null, std: sampleStd(values), left };
}
