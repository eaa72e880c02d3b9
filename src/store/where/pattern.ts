import { RE2JS, RE2JSSyntaxException } from 're2js';

/** Longest pattern, in characters. */
const LONGEST = 200;
/** In any letter case; `.` is any character. */
const FLAGS = RE2JS.CASE_INSENSITIVE | RE2JS.DOTALL;

/**
 * A regular expression as a predicate, in any letter case, in RE2's syntax: its time is linear in the text, whatever
 * the pattern, so that no filter stops a dashboard for its other readers; therefore it has neither back references nor
 * lookarounds.
 * @throws Error that says what is wrong with the pattern.
 */
export function compilePattern(pattern: string): (text: string) => boolean {
  if (pattern.length > LONGEST) throw new Error(`a pattern has at most ${LONGEST} characters`);
  try {
    const compiled = RE2JS.compile(pattern, FLAGS);
    return (text) => compiled.test(text);
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) throw new Error(problemOf(error, pattern));
    throw error;
  }
}

/** What RE2 says, with the part of the pattern that is to blame, unless that is all of it. */
function problemOf({ error, input }: RE2JSSyntaxException, pattern: string): string {
  // The whole pattern comes with its flags before it.
  return input === null || input.endsWith(pattern) ? error : `${error} ${input}`;
}
