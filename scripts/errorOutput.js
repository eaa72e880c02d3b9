/** The end of a failed program's standard error, from the error of `execFileSync`. */
export function errorOutput(error) {
  return String(error.stderr ?? error.message)
    .trim()
    .split('\n')
    .slice(-12)
    .join('\n');
}
