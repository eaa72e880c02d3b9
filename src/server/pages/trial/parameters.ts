import type { Configuration } from '../../../configuration.ts';
import { ownValue } from '../../../ownValue.ts';
import type { LeaderboardRow, TrialDetail } from '../../../store/index.ts';
import { trainableOf } from '../../../trainable/index.ts';
import { formatValue } from '../../../trial/varying.ts';
import { trialHref } from '../../addresses/addresses.ts';
import type { Link } from '../../addresses/links.ts';

/** A trial's parameters beside those of the best trial. */
export interface ParametersView {
  /** The best trial; undefined if this is it or there is none. */
  readonly best: Link | undefined;
  /** All parameters of the trial, then those that only the best trial has. */
  readonly lines: readonly ParameterLine[];
}

export interface ParameterLine {
  readonly name: string;
  /** A dash if the parameter has no effect. */
  readonly value: string;
  readonly differs: boolean;
  /** The best trial's value, if it differs; empty otherwise. */
  readonly best: string;
}

/** `best` is the row of the configuration that leads the leaderboard. */
export function parametersView(trial: TrialDetail, best: LeaderboardRow | undefined): ParametersView {
  const number = best?.trials[0];
  const other = number === undefined || number === trial.number ? undefined : number;
  return {
    best: other === undefined ? undefined : { name: `#${other}`, href: trialHref(trial.sweep.id, other) },
    lines: parameterLines(
      trainableOf(trial.sweep.trainable).outermost,
      trial.parameters,
      other === undefined ? trial.parameters : best!.parameters,
    ),
  };
}

/** Parameters named in `first` come first. */
function parameterLines(
  first: readonly string[],
  trial: Configuration,
  best: Configuration,
): ParameterLine[] {
  const names = new Set([...first, ...Object.keys(trial), ...Object.keys(best)]);
  return [...names].map((name) => {
    const [value, other] = [trial, best].map((each) => formatValue(ownValue(each, name)));
    const differs = value !== other;
    return { name, value: value!, differs, best: differs ? other! : '' };
  });
}
