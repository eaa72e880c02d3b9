/** What a trial ends with, in the order in which pages show it. */
export const FINAL_METRICS = [
  'val_accuracy',
  'val_loss',
  'accuracy',
  'loss',
  'test_accuracy',
  'test_loss',
] as const;

/** What every epoch has. */
export const EPOCH_METRICS = ['loss', 'accuracy', 'val_loss', 'val_accuracy'] as const;
