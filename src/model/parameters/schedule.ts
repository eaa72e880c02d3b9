import type { Parameter } from '../parameter.ts';
import { SCHEDULES } from '../schedule.ts';
import { choice, integer, real } from '../value.ts';

/** How the learning rate changes while a network is trained. */
export const scheduleParameters: readonly Parameter[] = [
  {
    name: 'learning_rate_schedule',
    kind: choice(Object.keys(SCHEDULES)),
    defaultValue: 'constant',
    help: 'How the learning rate changes from step to step; one_cycle rises to learning_rate and falls to almost 0.',
  },
  {
    name: 'warmup_epochs',
    kind: real({ min: 0, max: 10_000 }),
    defaultValue: 0,
    when: (_model, earlier) => earlier.learning_rate_schedule !== 'one_cycle',
    help: 'Epochs in which the learning rate rises from 0, before its schedule begins.',
  },
  {
    name: 'decay_rate',
    kind: real({ above: 0, max: 1 }),
    defaultValue: (_model, earlier) => (earlier.learning_rate_schedule === 'step' ? 0.1 : 0.9),
    when: follows('exponential', 'step'),
    help: 'Factor of the learning rate in every decay_epochs (exponential 0.9, step 0.1).',
  },
  {
    name: 'decay_epochs',
    kind: integer(1, 10_000),
    defaultValue: (_model, { learning_rate_schedule, epochs }) =>
      learning_rate_schedule === 'step' ? Math.ceil(Number(epochs) / 3) : 1,
    when: follows('exponential', 'step'),
    help: 'Epochs to a decay; if absent, 1 for exponential and a third of the training for step.',
  },
  {
    name: 'final_learning_rate_fraction',
    kind: real({ min: 0, max: 1 }),
    defaultValue: 0,
    when: follows('cosine'),
    help: "Share of the learning rate that is left at the end of cosine (Keras's alpha).",
  },
];

function follows(...schedules: readonly string[]): NonNullable<Parameter['when']> {
  return (_model, earlier) => schedules.includes(String(earlier.learning_rate_schedule));
}
