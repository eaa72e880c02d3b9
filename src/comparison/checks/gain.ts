import { gainOf, gainWords } from '../../analysis/index.ts';
import { metricInfo } from '../../metric/catalogue.ts';
import { countAssignments } from '../../space/countAssignments.ts';
import type { Space } from '../../space/space.ts';
import type { SweepInfo } from '../../store/index.ts';
import type { Check, Searched } from './checks.ts';

/** With that many further trials of a value, would it catch up, or get away? */
export function gainCheck(
  { method, metric, goal }: SweepInfo,
  nuisance: Space,
  { trained, best, rows }: Searched,
  groups: readonly Searched[],
): Check {
  const { name } = trained;
  // Those that were stopped early or came to no value count as worse than all others.
  const worst = goal === 'maximize' ? -Infinity : Infinity;
  const values = [...rows].sort((a, b) => a.trials[0]! - b.trials[0]!).map(({ mean }) => mean ?? worst);
  const size = countAssignments(nuisance, ({ drawable }) => drawable);
  if (size <= rows.length)
    return { about: 'gain', ok: true, text: `All ${size} configurations of ${name} were tried.` };
  const gain = gainOf(values, { method, metric, goal });
  if (!gain) {
    const text = `${name} has ${rows.length} configurations: from 20 on, they tell what more trials would gain.`;
    return { about: 'gain', ok: false, text };
  }
  const words = `For ${name}, ${gainWords(gain)}`;
  const others = groups.filter((group) => group.best !== best).map((group) => group.best.mean!);
  const leading = goal === 'maximize' ? Math.max(...others) : Math.min(...others);
  const behind = goal === 'maximize' ? leading - best.mean! : best.mean! - leading;
  if (behind <= 0) return { about: 'gain', ok: true, text: words };
  const distance = metricInfo(metric).format(behind);
  return gain.gain < behind
    ? { about: 'gain', ok: true, text: `${words} It is ${distance} behind, which is more.` }
    : {
        about: 'gain',
        ok: false,
        text: `${words} It is only ${distance} behind: search longer before you decide.`,
      };
}
