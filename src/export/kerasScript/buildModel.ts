import type { NetworkTrial } from '../../store/index.ts';
import { kerasLayers } from '../keras/layers.ts';
import { modelName } from '../keras/modelName.ts';
import { callOf, text, wrapped } from './python.ts';

/** `build_model`, one line for each layer. */
export function buildModel(trial: NetworkTrial): string {
  const lines = kerasLayers(trial.layers).map((layer) => {
    const replaced = layer.className === 'Rescaling' ? { scale: '1 / 255' } : {};
    return `${wrapped(callOf(layer, 'layers', replaced), 12)},`;
  });
  return `def build_model():
    """The network; its input is bytes from 0 to 255."""
    return keras.Sequential(
        [
            keras.Input(SHAPE, name="images"),
${lines.join('\n')}
        ],
        name=${text(modelName(trial))},
    )
`;
}
