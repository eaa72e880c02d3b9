/** Far more than a spec needs, far less than the YAML parser's recursion can take. */
const DEEPEST = 100;

/**
 * Whether the text opens so many brackets, or so many list items or keys on one line, that parsing it could
 * exhaust the stack. Counts brackets in comments and quotes too, which errs on the safe side.
 */
export function nestsTooDeeply(text: string): boolean {
  let brackets = 0;
  let onThisLine = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '[' || character === '{') brackets++;
    else if (character === ']' || character === '}') brackets = Math.max(0, brackets - 1);
    else if (character === '\n') onThisLine = 0;
    else if ((character === '-' || character === '?' || character === ':') && isGap(text[index + 1]))
      onThisLine++;
    if (brackets > DEEPEST || (onThisLine > 10 * DEEPEST && brackets === 0)) return true;
  }
  return false;
}

function isGap(character: string | undefined): boolean {
  return character === undefined || character === ' ' || character === '\t';
}
