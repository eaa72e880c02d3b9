import { count, metric as formatMetric } from '../format.ts';
import type { LeaderboardRow } from '../store/index.ts';
import { trialNumbers } from '../trial/trialNumbers.ts';

/** What would be reported if the test set had chosen, as `validation: test` has it, beside what validation chose. */
export interface ChosenOnTest {
  /** Test accuracy of the configuration that ranks first. */
  readonly chosen: number;
  /** Highest test accuracy of all configurations with a rank, and the trials of that one. */
  readonly highest: number;
  readonly trials: readonly number[];
  /** Number of configurations with both. */
  readonly of: number;
}

/** `rows` are the ranked ones of a sweep that is ranked by other images, best first; undefined for fewer than two. */
export function chosenOnTest(rows: readonly LeaderboardRow[]): ChosenOnTest | undefined {
  const tested = rows.flatMap(({ rank, metrics, trials }) =>
    rank !== null && typeof metrics.test_accuracy === 'number'
      ? [{ accuracy: metrics.test_accuracy, trials }]
      : [],
  );
  const [first] = tested;
  if (!first || tested.length < 2) return undefined;
  const best = tested.reduce((one, other) => (other.accuracy > one.accuracy ? other : one));
  return { chosen: first.accuracy, highest: best.accuracy, trials: best.trials, of: tested.length };
}

export function chosenOnTestWords({ chosen, highest, trials, of }: ChosenOnTest): string {
  const all = `the highest test accuracy of ${count(of)} configurations`;
  if (highest === chosen)
    return `Its test accuracy of ${formatMetric(chosen)} is ${all}, though no test image had a part in the choice.`;
  return (
    `Had the test set chosen, ${formatMetric(highest)} would be reported (trial ${trialNumbers(trials)}), ${all}; ` +
    `validation chose one with ${formatMetric(chosen)}. The difference of ${formatMetric(highest - chosen)} is the most that choosing and reporting on the same images flatters.`
  );
}
