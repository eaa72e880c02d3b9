import { isNetworkSweep, type SharesOf, type TrialScore } from '../../store/index.ts';
import { sharedStepsOf } from '../../sweep/planShares.ts';
import { twinKeyOf } from '../../sweep/storedStates.ts';
import { networkReckoning } from '../../trainable/network/reckoning.ts';
import type { Reckoning } from '../../trainable/trainable.ts';
import { setupOf } from '../retraining/retrain.ts';

/**
 * The steps that waiting trials share with others, counted as `plan` does; only networks share any. The course
 * of a trial is computed once.
 */
export function waitingShares(): SharesOf {
  const known = new WeakMap<TrialScore['configuration'], Map<string, Reckoning>>();
  return (sweep, open, states) => {
    if (!isNetworkSweep(sweep) || !open.some(({ state }) => state === 'queued')) return new Map();
    const { courses, machine = '' } = states();
    const reckoning = networkReckoning(setupOf(sweep), sweep.dataset, machine);
    const beginners = open.map(({ configuration, replicate }) => {
      const seed = sweep.seed + replicate;
      const ofConfiguration = known.get(configuration) ?? new Map<string, Reckoning>();
      known.set(configuration, ofConfiguration);
      const course = ofConfiguration.get(`${seed} ${machine}`) ?? reckoning(configuration.parameters, seed);
      ofConfiguration.set(`${seed} ${machine}`, course);
      return { reckoning: course, key: twinKeyOf(configuration.hash, seed) };
    });
    const shared = sharedStepsOf(beginners, courses);
    return new Map(open.map(({ number }, index) => [number, shared[index]!]));
  };
}
