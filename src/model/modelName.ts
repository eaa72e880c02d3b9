export const MODEL_NAMES = ['ann', 'cnn'] as const;
export type ModelName = (typeof MODEL_NAMES)[number];
