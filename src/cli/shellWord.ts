/** A text as one word of a command line: as it is where a shell leaves it alone, in quotes elsewhere. */
export function shellWord(text: string): string {
  if (/^[\w./@%+=:,-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
