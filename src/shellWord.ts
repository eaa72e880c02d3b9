/** A sweep's name in a command, or its id if the name would be read as an option. */
export function sweepWord({ name, id }: { readonly name: string; readonly id: number }): string {
  return name.startsWith('-') ? String(id) : shellWord(name);
}

/** A trial in a command, such as `cnn/best`. */
export function trialWord(
  sweep: { readonly name: string; readonly id: number },
  trial: number | 'best',
): string {
  return shellWord(`${sweep.name.startsWith('-') ? sweep.id : sweep.name}/${trial}`);
}

/** A file in a command, `-` for standard input. */
export function fileWord(path: string): string {
  return shellWord(path.startsWith('-') && path !== '-' ? `./${path}` : path);
}

/** A text as one word of a command line: unchanged if a shell leaves it alone, otherwise in quotes. */
export function shellWord(text: string): string {
  if (/^[\w./@%+:,-][\w./@%+=:,-]*$/.test(text)) return text;
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
