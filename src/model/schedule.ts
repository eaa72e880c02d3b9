import type { Assignment } from '../configuration.ts';

/** The present position in a training and its length, in epochs; fractions are steps within an epoch. */
export interface Progress {
  readonly epoch: number;
  readonly epochs: number;
}

interface Decay {
  readonly epochs: number;
  readonly rate: number;
  readonly final: number;
}

/** The factor of the learning rate after `epoch` epochs, warm-up not counted. */
type Schedule = (progress: Progress, decay: Decay) => number;

/** Constants of Smith and Topin 2019, as in PyTorch's OneCycleLR. */
const ONE_CYCLE = { rising: 0.3, start: 1 / 25, end: 1 / 25e4 };

/** Half a cosine from 1 at 0 to 0 at 1. */
const cosine = (share: number): number => (1 + Math.cos(Math.PI * Math.min(1, Math.max(0, share)))) / 2;

/** The schedules by name. */
export const SCHEDULES: Readonly<Record<string, Schedule>> = {
  constant: () => 1,
  // Loshchilov and Hutter 2017, without restarts; Keras's CosineDecay, where `final` is called alpha.
  cosine: ({ epoch, epochs }, { final }) => final + (1 - final) * cosine(epoch / epochs),
  exponential: ({ epoch }, { rate, epochs }) => rate ** (epoch / epochs),
  step: ({ epoch }, { rate, epochs }) => rate ** Math.floor(epoch / epochs),
  one_cycle: ({ epoch, epochs }) => {
    const { rising, start, end } = ONE_CYCLE;
    const share = epoch / epochs;
    if (share < rising) return 1 - (1 - start) * cosine(share / rising);
    return end + (1 - end) * cosine((share - rising) / (1 - rising));
  },
};

/** The learning rate of a step of an epoch; steps count from 0, epochs from 1. */
export function learningRateOf(parameters: Assignment, epoch: number, step: number, steps: number): number {
  // A warm-up begins with the first step's share, not with a step that changes nothing.
  const begun = Number(parameters.warmup_epochs ?? 0) > 0 ? 1 : 0;
  return learningRateAt(parameters, epoch - 1 + (step + begun) / steps);
}

/** The learning rate of the step that begins after `epoch` epochs (a fraction within one). */
export function learningRateAt(parameters: Assignment, epoch: number): number {
  const warmup = Number(parameters.warmup_epochs ?? 0);
  const rate = Number(parameters.learning_rate);
  if (epoch < warmup) return (rate * epoch) / warmup;
  const schedule = SCHEDULES[String(parameters.learning_rate_schedule)]!;
  const progress = { epoch: epoch - warmup, epochs: Math.max(1, Number(parameters.epochs) - warmup) };
  return (
    rate *
    schedule(progress, {
      rate: Number(parameters.decay_rate),
      epochs: Number(parameters.decay_epochs),
      final: Number(parameters.final_learning_rate_fraction),
    })
  );
}
