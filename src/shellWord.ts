/** How a command names a sweep: by its name, or by its id where the name would be read as an option. */
export function sweepWord({ name, id }: { readonly name: string; readonly id: number }): string {
  return name.startsWith('-') ? String(id) : shellWord(name);
}

/** The same for a trial of it, such as `cnn/best`. */
export function trialWord(
  sweep: { readonly name: string; readonly id: number },
  trial: number | 'best',
): string {
  return shellWord(`${sweep.name.startsWith('-') ? sweep.id : sweep.name}/${trial}`);
}

/** How a command names a file, `-` for standard input. */
export function fileWord(path: string): string {
  return shellWord(path.startsWith('-') && path !== '-' ? `./${path}` : path);
}

/** A text as one word of a command line: as it is where a shell leaves it alone, in quotes elsewhere. */
export function shellWord(text: string): string {
  if (/^[\w./@%+:,-][\w./@%+=:,-]*$/.test(text)) return text;
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
