import type { NetworkTrial } from '../../store/index.ts';
import { LONGEST_NAME } from '../../sweepfile/name.ts';
import { type Ancestor, forkedFrom } from '../../trainable/network/fork.ts';
import type { NetworkShared } from '../../trainable/network/shared.ts';
import { networkWords } from './networkWords.ts';
import { yamlWord } from './yamlValue.ts';

/**
 * A spec whose one trial goes on from a network's state after that epoch, with the same values until some are
 * changed.
 */
export function forkAsSpec(trial: NetworkTrial, epoch: number, name?: string): string {
  const { sweep, number, seed, parameters } = trial;
  const ancestor: Ancestor = { trial: `${sweep.name}/${number}`, epochs: epoch, seed, parameters };
  const { fork = [] } = sweep.shared as Partial<NetworkShared>;
  const before = fork.filter(({ epochs }) => epochs < epoch);
  const isOwn = before.length === fork.length;
  const shared = { ...sweep.shared, fork: isOwn ? [...fork, ancestor] : fork.slice(0, before.length + 1) };
  const words = networkWords({ ...sweep, shared }, trial);
  const end = `-${number}-fork-${epoch}`;
  return `${[
    `# Goes on from ${JSON.stringify(forkedFrom(ancestor))}.`,
    `name: ${JSON.stringify(name ?? sweep.name.slice(0, LONGEST_NAME - end.length) + end)}`,
    ...words.workload,
    'method: grid',
    `metric: {name: ${yamlWord(sweep.metric)}, goal: ${sweep.goal}}`,
    `seed: ${seed}`,
    ...words.settings,
    'parameters:',
    ...words.parameters.map((parameter) => `  ${parameter}`),
  ].join('\n')}\n`;
}
