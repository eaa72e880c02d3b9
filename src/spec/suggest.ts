import leven from 'leven';

/** What people write who come from other tools. */
const SYNONYMS: Readonly<Record<string, string>> = {
  lr: 'learning_rate',
  eta: 'learning_rate',
  bs: 'batch_size',
  num_epochs: 'epochs',
  n_epochs: 'epochs',
  iterations: 'epochs',
  dropout_rate: 'dropout',
  hidden_units: 'units',
  hidden_layers: 'units',
  num_filters: 'filters',
  n_filters: 'filters',
  init: 'kernel_initializer',
  weight_init: 'kernel_initializer',
  search: 'method',
  strategy: 'method',
  repeats: 'replicates',
  budget: 'run_cap',
  max_trials: 'run_cap',
  threads: 'workers',
  mlp: 'ann',
  dense: 'ann',
  convnet: 'cnn',
  acc: 'accuracy',
  val_acc: 'val_accuracy',
  relu6: 'relu',
  maximum: 'maximize',
  minimum: 'minimize',
};

/** Nothing that has a name here is half as long; distances of long texts take long. */
const LONGEST_NAME = 255;

/** The candidate that was most likely meant, or undefined where none is near. */
export function nearest(written: string, candidates: readonly string[]): string | undefined {
  if (written.length > LONGEST_NAME) return undefined;
  const plain = simplify(written);
  const synonym = Object.hasOwn(SYNONYMS, plain) ? SYNONYMS[plain] : undefined;
  if (synonym !== undefined && candidates.includes(synonym)) return synonym;
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of candidates) {
    const distance = leven(plain, simplify(candidate));
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  if (best === undefined) return undefined;
  const farthest = Math.max(2, Math.floor(plain.length * 0.4));
  return bestDistance <= farthest && bestDistance < Math.min(plain.length, best.length) ? best : undefined;
}

/** `Did you mean adam?`, or undefined where nothing is near. */
export function didYouMean(written: unknown, candidates: readonly string[]): string | undefined {
  if (typeof written !== 'string') return undefined;
  const candidate = nearest(written, candidates);
  return candidate === undefined ? undefined : `Did you mean ${candidate}?`;
}

function simplify(text: string): string {
  return text.trim().toLowerCase().replaceAll(/[\s-]/g, '_');
}
