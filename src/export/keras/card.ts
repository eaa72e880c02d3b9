import type { NetworkTrial } from '../../store/index.ts';

/** How to load, use and train the model further; the Python code runs unchanged. */
export function usage(trial: NetworkTrial): string {
  const { input } = trial.sweep.dataset;
  const shape = input.shape.join(', ');
  const smoothing = Number(trial.parameters.label_smoothing ?? 0);
  const smoothed = [
    `The trial was trained with label smoothing (${smoothing}), which Keras has for one-hot labels alone: compile with`,
    `\`keras.losses.CategoricalCrossentropy(label_smoothing=${smoothing})\` to go on with it.`,
  ];
  return `\`\`\`sh
pip install keras jax  # or tensorflow, or torch, in place of jax
export KERAS_BACKEND=jax
\`\`\`

\`\`\`python
import keras
import numpy as np

model = keras.saving.load_model("model.keras")

# Yours: ${input.shape.join(' × ')} (height, width, channels), bytes from 0 to 255, which the model scales.
images = np.random.randint(0, 256, (8, ${shape}), dtype="uint8")
probabilities = model.predict(images)
print(probabilities.argmax(axis=1))

# Training goes on at once, with your labels from 0 to ${input.classes - 1}.
labels = np.random.randint(0, ${input.classes}, 8)
model.fit(images, labels, batch_size=${trial.parameters.batch_size}, epochs=1)
\`\`\`

${input.shape[2] === 1 ? `Grey images may also come without the last axis. ` : ''}The model is compiled with the trial's
optimizer, whose state is fresh, as before its first step; its learning rate is constant. ${smoothing > 0 ? smoothed.join(' ') : ''}`.trimEnd();
}
