/** The end of what a program that failed wrote to standard error, by the error of `execFileSync`. */
export function said(error) {
  return String(error.stderr ?? error.message)
    .trim()
    .split('\n')
    .slice(-12)
    .join('\n');
}
