import type { PythonValue } from './floats.ts';

interface Level {
  [name: string]: PythonValue | Level;
}

/** Dotted names as nested objects: `model.units` is `units` of `model`. A name that clashes stays unchanged. */
export function nestedParameters<Value extends PythonValue>(
  configuration: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> {
  const root = level();
  for (const [name, value] of Object.entries(configuration)) place(root, name, value, configuration);
  return root as Record<string, Value>;
}

function place(root: Level, name: string, value: PythonValue, all: object): void {
  const parts = name.split('.');
  const clashes = parts.slice(1).some((_, end) => Object.hasOwn(all, parts.slice(0, end + 1).join('.')));
  if (parts.includes('') || clashes) {
    root[name] = value;
    return;
  }
  let at = root;
  for (const part of parts.slice(0, -1)) {
    at[part] ??= level();
    at = at[part] as Level;
  }
  at[parts.at(-1)!] = value;
}

/** Without a prototype, so that no name means anything but itself. */
function level(): Level {
  return Object.create(null) as Level;
}
