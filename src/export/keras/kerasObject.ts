/** An object of Keras 3: what its configuration holds is what its constructor takes. */
export interface KerasObject {
  /** Such as `keras.layers`. */
  readonly module: string;
  /** Such as `Conv2D`. */
  readonly className: string;
  readonly config: Readonly<Record<string, KerasValue>>;
}

export type KerasValue = null | boolean | number | string | readonly number[] | KerasObject;

/** As `keras.saving.serialize_keras_object` writes it. */
export function serialized({ module, className, config }: KerasObject): Record<string, unknown> {
  const entries = Object.entries(config).map(([key, value]) => [
    key,
    isKerasObject(value) ? serialized(value) : value,
  ]);
  return { module, class_name: className, config: Object.fromEntries(entries), registered_name: null };
}

export function isKerasObject(value: KerasValue): value is KerasObject {
  return typeof value === 'object' && value !== null && 'className' in value;
}
