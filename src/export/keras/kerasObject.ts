/** An object of Keras 3: its configuration holds the arguments of its constructor. */
export interface KerasObject {
  /** Such as `keras.layers`. */
  readonly module: string;
  /** Such as `Conv2D`. */
  readonly className: string;
  readonly config: Readonly<Record<string, KerasValue>>;
}

export type KerasValue = null | boolean | number | string | Float | readonly number[] | KerasObject;

/** A number that must be a float in Python, `1.0`: Keras's optimizers refuse the integer 1. */
export class Float {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  /** The number in JSON and Python. */
  toString(): string {
    return Number.isInteger(this.value) ? this.value.toFixed(1) : String(this.value);
  }
}

/** The same as `keras.saving.serialize_keras_object` gives; {@link kerasJson} writes it. */
export function serialized({ module, className, config }: KerasObject): Record<string, unknown> {
  const entries = Object.entries(config).map(([key, value]) => [
    key,
    isKerasObject(value) ? serialized(value) : value,
  ]);
  return { module, class_name: className, config: Object.fromEntries(entries), registered_name: null };
}

/** JSON that distinguishes floats from integers. */
export function kerasJson(value: unknown): string {
  if (value instanceof Float) return String(value);
  if (Array.isArray(value)) return `[${value.map(kerasJson).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${kerasJson(each)}`);
  return `{${entries.join(', ')}}`;
}

export function isKerasObject(value: KerasValue): value is KerasObject {
  return typeof value === 'object' && value !== null && 'className' in value;
}
