import type { InitializerSettings } from '../../model/initializers/settings.ts';
import type { KerasObject } from './kerasObject.ts';

/** Keras's initializer of the same name and formula. */
export function kerasInitializer(settings: InitializerSettings): KerasObject {
  const { name } = settings;
  const className = name.replaceAll(/(?:^|_)([a-z])/g, (_match, letter: string) => letter.toUpperCase());
  return { module: 'keras.initializers', className, config: configOf(settings) };
}

/** An absent setting has Keras's default. */
function configOf({ name, spread, scale, mode, distribution, gain, value }: InitializerSettings) {
  const given = (settings: Record<string, number | string | undefined>) =>
    Object.fromEntries(
      Object.entries(settings).flatMap(([key, setting]) => (setting === undefined ? [] : [[key, setting]])),
    ) as Record<string, number | string>;
  switch (name) {
    case 'variance_scaling':
      return given({ scale, mode, distribution });
    case 'orthogonal':
      return given({ gain });
    case 'constant':
      return given({ value });
    case 'random_normal':
    case 'truncated_normal':
      return given({ stddev: spread });
    case 'random_uniform':
      return given({ minval: spread === undefined ? undefined : -spread, maxval: spread });
    default:
      return {};
  }
}
