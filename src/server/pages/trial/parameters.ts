import type { Configuration } from '../../../configuration.ts';
import { plural } from '../../../format.ts';
import { ownValue } from '../../../ownValue.ts';
import type { LeaderboardRow, TrialDetail } from '../../../store/index.ts';
import { parameterTitle } from '../../../titles.ts';
import { trainableOf } from '../../../trainable/index.ts';
import { formatValue, shortValue } from '../../../trial/varying.ts';
import { trialHref } from '../../addresses/addresses.ts';
import type { Link } from '../../addresses/links.ts';

/** A trial's parameters beside those of the best trial. */
export interface ParametersView {
  /** The best trial; undefined if this is it or there is none. */
  readonly best: Link | undefined;
  /** The parameters that vary in the sweep. */
  readonly varied: readonly ParameterLine[];
  /** The remaining ones, which are the same in all its trials or follow from the others. */
  readonly others: {
    /** Such as `22 parameters that do not vary`. */
    readonly title: string;
    readonly lines: readonly ParameterLine[];
    /** Whether they are shown from the start: nothing varies. */
    readonly open: boolean;
  };
}

export interface ParameterLine {
  readonly name: string;
  /** With few digits; a dash if the parameter has no effect. */
  readonly value: string;
  /** All digits, if there are more. */
  readonly whole: string | undefined;
  readonly differs: boolean;
  /** The best trial's value, with few digits, if it differs; empty otherwise. */
  readonly best: string;
}

/** Names of a sweep's parameters whose values differ, and of those among them that follow from others. */
export interface VariedNames {
  readonly varying: readonly string[];
  readonly derived: readonly string[];
}

/** `best` is the row of the configuration that leads the leaderboard. */
export function parametersView(
  trial: TrialDetail,
  best: LeaderboardRow | undefined,
  { varying, derived }: VariedNames,
): ParametersView {
  const number = best?.trials[0];
  const other = number === undefined || number === trial.number ? undefined : number;
  const bestParameters = other === undefined ? trial.parameters : best!.parameters;
  const { outermost } = trainableOf(trial.sweep.trainable);
  const names = [
    ...new Set([...outermost, ...Object.keys(trial.parameters), ...Object.keys(bestParameters), ...varying]),
  ];
  const varied = names.filter((name) => varying.includes(name) && !derived.includes(name));
  const others = names.filter((name) => !varied.includes(name));
  const line = (name: string): ParameterLine => ({
    ...parameterLine(name, trial.parameters, bestParameters),
    name: parameterTitle(name, derived),
  });
  return {
    best: other === undefined ? undefined : { name: `#${other}`, href: trialHref(trial.sweep.id, other) },
    varied: varied.map(line),
    others: {
      title: `${plural(others.length, 'parameter')} that ${others.length === 1 ? 'does' : 'do'} not vary`,
      lines: others.map(line),
      open: varied.length === 0,
    },
  };
}

function parameterLine(name: string, trial: Configuration, best: Configuration): ParameterLine {
  const [value, other] = [trial, best].map((each) => ownValue(each, name));
  const differs = formatValue(value) !== formatValue(other);
  const [whole, short] = [formatValue(value), shortValue(value)];
  return {
    name,
    value: short,
    whole: short === whole ? undefined : whole,
    differs,
    best: differs ? shortValue(other) : '',
  };
}
