/**
 * The value of a record under a name that others chose; never a property that every object has, such as
 * `constructor`.
 */
export function ownValue<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
