// Fits sin(3x) with a polynomial by gradient descent. It keeps a checkpoint in SWEEP_DIRECTORY and goes on from it when
// it is started again: after Ctrl-C, a kill, a crash, or on another day.
import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const { learning_rate, momentum, epochs } = JSON.parse(process.env.SWEEP_PARAMETERS);
// How often the trial has reported when sweep next decides whether it goes on; empty where nobody knows.
const limit = Number(process.env.SWEEP_EPOCH_LIMIT || epochs);
const folder = process.env.SWEEP_DIRECTORY;
const SAVE_EVERY = Number(process.env.SAVE_EVERY ?? 1);
const DEGREE = 7;
const STEPS = 50;

const at = (count, shift) => Array.from({ length: count }, (_, i) => (2 * (i + shift)) / count - 1);
const [train, validation] = [at(64, 0), at(64, 0.5)];
const predict = (weights, x) => weights.reduce((sum, weight, power) => sum + weight * x ** power, 0);
const lossOf = (weights, xs) =>
  xs.reduce((sum, x) => sum + (predict(weights, x) - Math.sin(3 * x)) ** 2, 0) / xs.length;

const zeros = () => new Array(DEGREE + 1).fill(0);
const saved = join(folder, 'checkpoint.json');
let state = { epoch: 0, weights: zeros(), velocity: zeros(), metrics: undefined };
if (existsSync(saved)) {
  state = JSON.parse(readFileSync(saved, 'utf8'));
  // Whoever ended it may have come between the checkpoint and the report.
  console.log(JSON.stringify({ epoch: state.epoch, ...state.metrics }));
}

while (state.epoch < epochs) {
  trainEpoch();
  state.epoch++;
  state.metrics = { loss: lossOf(state.weights, train), val_loss: lossOf(state.weights, validation) };
  const isToSave = state.epoch % SAVE_EVERY === 0 || state.epoch === limit || state.epoch === epochs;
  if (isToSave) save();
  appendFileSync(join(folder, 'trained.log'), `${state.epoch} of ${limit}\n`);
  console.log(JSON.stringify({ epoch: state.epoch, ...state.metrics }));
  await setTimeout(40); // as if an epoch took a while
}

/** A kill leaves the old checkpoint or the new one, never half of one. */
function save() {
  writeFileSync(`${saved}.part`, JSON.stringify(state));
  renameSync(`${saved}.part`, saved);
}

function trainEpoch() {
  for (let step = 0; step < STEPS; step++) {
    const slope = zeros();
    for (const x of train) {
      const error = predict(state.weights, x) - Math.sin(3 * x);
      for (let power = 0; power <= DEGREE; power++) slope[power] += (2 * error * x ** power) / train.length;
    }
    state.velocity = state.velocity.map((each, power) => momentum * each - learning_rate * slope[power]);
    state.weights = state.weights.map((each, power) => each + state.velocity[power]);
  }
}
