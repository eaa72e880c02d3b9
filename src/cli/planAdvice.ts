import { count } from '../format.ts';
import { prunerOf } from '../pruner/index.ts';
import { START } from '../sampler/bayes/propose.ts';
import { samplerOf } from '../sampler/index.ts';
import { searchesOf } from '../sampler/inTurn.ts';
import { isKnownBeforehand, mostDrawn, mostTrials } from '../sampler/proposeAll.ts';
import type { SweepPlan } from '../sweep/planSweep.ts';
import type { SpecPlaces } from '../sweepfile/places.ts';
import type { Problem } from '../sweepfile/problem.ts';
import type { Spec } from '../sweepfile/spec.ts';
import { formatValue } from '../trial/varying.ts';

/**
 * With this many independent draws, the probability is 95 % that one lies among the best twentieth: 1 −
 * 0.95⁵⁹.
 */
const TELLING_DRAWS = 59;
/** Random draws are advised if the grid has this many times more configurations. */
const TIMES_MORE = 10;

interface Checked {
  readonly spec: Spec;
  readonly places: SpecPlaces;
}

/** Advice that makes a sweep cheaper or more telling, before it has cost anything. */
export function planAdvice(checked: Checked, planned: SweepPlan, workers: number): Problem[] {
  return [
    ...oneValue(checked),
    ...largeGrid(checked, planned),
    ...idleWorkers(checked, workers),
    ...tooFew(checked, planned),
  ];
}

/** Finds a list of one value, which looks like a search although a plain `value` is meant. */
function oneValue({ spec, places }: Checked): Problem[] {
  const listed = [...spec.space].filter(([name, distribution]) => {
    const { values } = distribution.definition() as { values?: readonly unknown[] };
    return distribution.kind !== 'constant' && values?.length === 1 && isWrittenAsList(places, name, spec);
  });
  return listed.map(([name, distribution]) => {
    const value = distribution.grid()!.at(0);
    return {
      ...(places.value(name, value) ?? places.key('parameters')),
      message: `${name} is a list of one value, ${formatValue(value)}: it does not vary`,
      hint: `Add values, or write \`value: ${formatValue(value)}\`.`,
      severity: 'warning',
    };
  });
}

/** Models, and parameters that a spec leaves out, are no lists that anyone wrote. */
function isWrittenAsList(places: SpecPlaces, name: string, { space }: Spec): boolean {
  const where = places.value(name, space.get(name)!.grid()!.at(0));
  return where?.path.startsWith('parameters') === true && /values|\[\d+\]$|\.\d+$/.test(where.path);
}

function largeGrid({ spec, places }: Checked, { configurations, cells }: SweepPlan): Problem[] {
  if (cells === undefined || configurations.length < TIMES_MORE * TELLING_DRAWS) return [];
  const varying = [...spec.space.values()].filter((each) => each.grid()?.size !== 1).length;
  if (varying < 2) return [];
  return [
    {
      ...places.key('method'),
      message: `the grid has ${count(configurations.length)} configurations; ${TELLING_DRAWS} random ones hold one of its best twentieth with a probability of 95 %`,
      hint: `Try method: random with run_cap: ${TELLING_DRAWS}, or bayes, which learns as it goes.`,
      severity: 'warning',
    },
  ];
}

/** Finds workers that wait: a trial that learns from others has to wait for them. */
function idleWorkers({ spec, places }: Checked, workers: number): Problem[] {
  const { lookahead } = spec;
  const learns = samplerOf(spec).adaptive;
  if (workers <= lookahead + 1 || (!learns && !prunerOf(spec))) return [];
  const most = isKnownBeforehand(spec) || spec.runCap !== undefined ? '' : ' at any time';
  const why = learns
    ? `no more than ${lookahead + 1} trials can train at once${most}`
    : `trials wait at the rungs for those more than ${lookahead} before them`;
  return [
    {
      ...places.key(spec.workers === undefined ? 'lookahead' : 'workers'),
      message: `${workers} workers are more than lookahead + 1 = ${lookahead + 1}: ${why}`,
      hint: `Use --workers ${lookahead + 1}, or lookahead: ${workers - 1}, with which a trial knows less of the others.`,
      severity: 'warning',
    },
  ];
}

/** Finds searches that end before they could learn, or stop, anything. */
function tooFew({ spec, places }: Checked, { configurations }: SweepPlan): Problem[] {
  const { lookahead } = spec;
  const trials = mostTrials(spec, configurations.length);
  const found: Problem[] = [];
  // Every scientific value has a search of its own.
  const searches = spec.roles ? searchesOf(spec) : [spec];
  const [{ most, runCap }] = searches
    .map((search) => ({ most: mostDrawn(search), runCap: search.runCap }))
    .sort((a, b) => a.most - b.most) as [{ most: number; runCap?: number }];
  if (samplerOf(spec).adaptive && !spec.learnFrom && most <= START) {
    const holds = most < (runCap ?? Infinity);
    found.push({
      ...places.key(holds ? 'parameters' : 'run_cap'),
      message: `the first ${START} configurations fill the space evenly, and ${holds ? 'it holds' : 'run_cap allows'} no more than ${most}${spec.roles ? ' for each scientific value' : ''}: nothing is learnt from them`,
      hint: holds
        ? 'method: grid tries them all.'
        : 'Raise it; method: random with design: sobol does the same.',
      severity: 'warning',
    });
  }
  if (prunerOf(spec) && trials <= lookahead + 1)
    found.push({
      ...places.key('early_terminate'),
      message: `a trial is judged by those more than lookahead = ${lookahead} before it, and there are ${count(trials)}: none is stopped early`,
      hint: 'More trials, or a lower lookahead, give it something to compare.',
      severity: 'warning',
    });
  return found;
}
