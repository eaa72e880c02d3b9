import { count, duration, plural, share } from '../../format.ts';
import type { Context } from '../context.ts';
import { table } from '../format/table.ts';
import type { Effort, MethodsReplay } from './replayMethods.ts';

/** `rules` are the words for each `earlyTerminate`, as they were written. */
export function printMethods(
  context: Context,
  stepName: string,
  { configurations, whole, asRun, replays }: MethodsReplay,
  rules: readonly string[],
): void {
  const { print } = context;
  const right = (title: string) => ({ title, align: 'right' as const });
  const seeds = replays[0]!.seeds;
  print(
    `Searches among the ${plural(configurations, 'configuration')} that it tried, until they have the best of them; ` +
      `nothing is trained. Means of ${plural(seeds, 'seed')}.`,
  );
  const effort = ({ trials, steps, durationMs }: Effort): string[] => [
    `${count(Math.round(trials))} of ${count(whole.trials)}`,
    `${count(Math.round(steps))} of ${count(whole.steps)} (${share(steps, whole.steps)})`,
    duration(durationMs),
  ];
  const rows = replays.map((replay, at) => [
    replay.method,
    ...(rules.length > 0 ? [rules[at % rules.length]!] : []),
    ...(replay.untilBest ? effort(replay.untilBest) : ['–', '–', '–']),
    replay.found === seeds ? 'always' : `with ${replay.found} of ${seeds} seeds`,
  ]);
  const none = rules.length > 0 ? [''] : [];
  print(
    table(
      context,
      [
        { title: 'method' },
        ...(rules.length > 0 ? [{ title: 'early_terminate' }] : []),
        right('trials'),
        right(`${stepName}s`),
        right('time'),
        { title: 'best found' },
      ],
      [['as it was run', ...none, ...effort(asRun), ''], ...rows],
    ),
  );
}
