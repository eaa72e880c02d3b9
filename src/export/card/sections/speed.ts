import { count, epochsAndTime, milliseconds } from '../../../format.ts';
import { escapeMarkdown } from '../../../markdown.ts';
import { machineText } from '../../../store/index.ts';
import type { CardFacts } from '../facts.ts';
import { parts } from '../markdown.ts';

/** Durations of training and of one image, and the machine on which they were measured. */
export function speed({ trial, trainedAgain }: CardFacts): string {
  const { sweep, latencyMs, latency1000Ms } = trial;
  const latency =
    latencyMs === null
      ? ''
      : ` One image alone takes ${milliseconds(latencyMs)} there${latency1000Ms === null ? '' : `, 1,000 at once ${milliseconds(latency1000Ms)}`}, in sweep's engine ${sweep.engine} on one thread (the median of a few).`;
  const when = trainedAgain ? 'In the sweep' : 'Its training';
  const machine = machineText(sweep.machine);
  return parts(
    '## Speed',
    `${when} took ${epochsAndTime({ epochs: trial.steps, durationMs: trial.durationMs })}${machine ? ` on ${escapeMarkdown(machine)}` : ''}.${latency} ${count(trial.flops)} FLOPs an image.`,
  );
}
