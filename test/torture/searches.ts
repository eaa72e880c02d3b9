import { npzOf, stripes } from '../helpers/stripes.ts';

/** A sweep to disturb: its spec and the files beside it. */
export interface Search {
  readonly name: string;
  /** Contents by file name; `spec.yaml` is among them. */
  readonly files: Readonly<Record<string, string>>;
  /** State in which an undisturbed run ends. */
  readonly status: number;
}

const CELLS = { grid: 'method: grid', shuffled: 'method: grid\norder: shuffled\nrun_cap: 8' };
const DRAWS = {
  random: 'method: random\nrun_cap: 9',
  sobol: 'method: random\ndesign: sobol\nrun_cap: 9',
  bayes: 'method: bayes\nrun_cap: 13',
};
const METHODS = Object.entries({ ...CELLS, ...DRAWS });

const PRUNERS = [
  'none',
  '{type: hyperband, min_iter: 2, eta: 2}',
  '{type: asha, min_iter: 1, eta: 2}',
  '{type: median, min_trials: 2}',
  '{type: first, epochs: 2, keep: 2}',
  '{type: forecast, min_iter: 3, threshold: 0.2}',
];

const STEPS = 7;

/** A network on images that train in moments. */
export const DATASET = {
  name: 'stripes.npz',
  bytes: () => npzOf(stripes(600, 12, 1, 4), stripes(80, 12, 1, 4)),
};

const NETWORK = (isListed: boolean) => `model: ann
dataset: { name: stripes, path: ../${DATASET.name} }
validation: 100
metric: val_loss
parameters:
  units: [8, 16, [8, 8], 24]
  optimizer: [adam, sgd]
  ${isListed ? '' : 'learning_rate: { distribution: log_uniform_values, min: 0.0001, max: 0.1 }'}
  batch_size: 10
  epochs: ${isListed ? `[4, ${STEPS}]` : STEPS}
`;

const OTHER = (isListed: boolean) => `metric: { name: y, goal: maximize }
parameters:
  speed: [1.5, 1, 0.5, 0.25]
  x: ${isListed ? '[0.2, 0.6]' : '{ min: -1.0, max: 1.0 }'}
`;

/** `spoiled` runs before each step. */
const MODULE = (spoiled = '') => `export default async function* ({ parameters: { x, speed }, seed, trial }) {
  for (let step = 1; step <= ${STEPS}; step++) {
    await new Promise((resolve) => setTimeout(resolve, 8 + ((trial * 7 + step * 3) % 5) * 8));
    ${spoiled}
    yield { y: (1 - x * x) * (1 - Math.exp(-speed * step)) + (seed % 7) / 1000, steps_done: step };
  }
}
`;

/** Uses nothing beyond POSIX. */
const PROGRAM = `for word in "$@"; do case $word in x=*) x=\${word#x=} ;; speed=*) speed=\${word#speed=} ;; esac; done
exec awk -v x="$x" -v speed="$speed" 'BEGIN {
  for (step = 1; step <= ${STEPS}; step++) {
    printf "{\\"step\\": %d, \\"y\\": %.12f}\\n", step, (1 - x * x) * (1 - exp(-speed * step))
    fflush()
    system("sleep 0.02")
  }
}'
`;

type Trained = (isListed: boolean) => { readonly spec: string; readonly files: Search['files'] };

/** The workloads of the trials: one of each trainable. */
const TRAINABLES: Readonly<Record<string, Trained>> = {
  networks: (isListed) => ({ spec: NETWORK(isListed), files: {} }),
  'a module': (isListed) => ({
    spec: `trainer: ./train.mjs\n${OTHER(isListed)}`,
    files: { 'train.mjs': MODULE() },
  }),
  programs: (isListed) => ({
    spec: `program: train.sh\ncommand: [sh, "\${program}", "\${args_no_hyphens}"]\n${OTHER(isListed)}`,
    files: { 'train.sh': PROGRAM },
  }),
};

function searchOf([name, method]: readonly [string, string], pruner: string, trained: string): Search {
  const { spec, files } = TRAINABLES[trained]!(name in CELLS);
  const early = pruner === 'none' ? '' : `early_terminate: ${pruner}\n`;
  return {
    name: `${trained}, ${name}, ${pruner.replace(/^\{type: (\w+).*/, '$1')}`,
    files: {
      ...files,
      'spec.yaml': `name: torture\nseed: 3\nworkers: 2\nlookahead: 2\n${method}\n${early}${spec}`,
    },
    status: 0,
  };
}

/** Every sampler with every pruner: the first six have each of them once, the first thirty all pairs. */
export const SEARCHES: readonly Search[] = Array.from(
  { length: METHODS.length * PRUNERS.length },
  (_, index) => {
    const names = Object.keys(TRAINABLES);
    const trained = names[(index + Math.floor(index / PRUNERS.length)) % names.length]!;
    return searchOf(METHODS[index % METHODS.length]!, PRUNERS[index % PRUNERS.length]!, trained);
  },
);

/** A search with a trial that exceeds the memory of its thread in every attempt. */
export const GREEDY: Search = {
  name: 'a module of which a trial runs out of memory, bayes, asha',
  files: {
    'spec.yaml': `name: torture\nworkers: 2\nlookahead: 2\n${DRAWS.bayes}\nearly_terminate: ${PRUNERS[2]}\ntrainer: ./train.mjs\n${OTHER(false)}`,
    'train.mjs': MODULE(
      'if (trial === 2) for (const all = []; ; ) all.push(new Array(1e5).fill(step + all.length));',
    ),
  },
  status: 1,
};
