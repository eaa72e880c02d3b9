import { plural } from '../../format.ts';
import { metricInfo } from '../../metric/catalogue.ts';
import { mean, sampleStd } from '../../metric/spread.ts';
import type { Comparison } from '../compareTrained.ts';
import { sameSeeds, type Trained } from '../trained.ts';
import type { Check } from './checks.ts';

/** The difference of two configurations beside what the seeds alone make of each. */
export function noiseCheck(comparison: Comparison): Check {
  const { first, second, metric, difference, verdict } = comparison;
  const pairs = sameSeeds(first, second);
  const values = [valuesOf(first, comparison), valuesOf(second, comparison)];
  const both = `${first.name} and ${second.name}`;
  if (pairs.length < 2 || values.some(({ length }) => length < 2)) {
    const text = `How much seeds alone change ${both} is unknown: "finals: {seeds: 5}" trains each with five more.`;
    return { about: 'noise', ok: false, text };
  }
  const noise = Math.sqrt(mean(values.map((each) => sampleStd(each)! ** 2)));
  const { format } = metricInfo(metric);
  const words = `Another seed changes ${metric} by about ${format(noise)} (standard deviation over ${plural(pairs.length, 'seed')} each)`;
  const apart = `${both} are ${format(Math.abs(difference))} apart`;
  return verdict === 'undecided'
    ? { about: 'noise', ok: false, text: `${words}; ${apart}, which these seeds do not tell from noise.` }
    : { about: 'noise', ok: true, text: `${words}; ${apart}.` };
}

/** The compared metric of each training. */
function valuesOf({ trainings, truth }: Trained, { metric, images }: Comparison): number[] {
  return trainings.flatMap(({ metrics, predicted }) => {
    if (images === 0 || !truth) return metrics[metric] ?? [];
    return predicted
      ? truth.reduce((sum, label, at) => sum + Number(predicted[at] === label), 0) / images
      : [];
  });
}
