import type { ExportedFile, Exporter, TrainedTrial } from '../exporter.ts';
import { zipped } from '../zip.ts';
import { usage } from './card.ts';
import { kerasJson } from './kerasObject.ts';
import { modelConfig, modelMetadata } from './modelConfig.ts';
import { weightsFile } from './weightsFile.ts';

export const KERAS: Exporter = {
  name: 'keras',
  title: 'Keras model',
  mainFile: 'model.keras',
  card: { library: 'keras', tags: ['keras', 'image-classification'], usage },
  needs: 'weights',
  files,
};

/** Keras 3's own format: a zip of the configuration, the weights and their metadata. */
async function files(trained: TrainedTrial): Promise<ExportedFile[]> {
  const content = await zipped([
    { path: 'metadata.json', content: kerasJson(modelMetadata(trained.trial)) },
    { path: 'config.json', content: kerasJson(modelConfig(trained.trial)) },
    { path: 'model.weights.h5', content: await weightsFile(trained, true) },
  ]);
  return [{ path: 'model.keras', content }];
}
