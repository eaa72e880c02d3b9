/**
 * Names as one part of an address, such as `adam,[32, 64]`: a comma within brackets belongs to its name, any
 * other comma of a name is written `\,`.
 */
export function writeNames(names: readonly string[]): string {
  return names.map(writeName).join(',');
}

/** A name as it is written in such a list. */
export function writeName(name: string): string {
  return isBalanced(name) ? escapeOutside(name) : name.replace(/[,\\[\]{}]/g, '\\$&');
}

/** The names of a list that may be written in several parts; blank names are left out. */
export function readNames(written: readonly string[]): string[] {
  return written.flatMap(split).filter((name) => name !== '');
}

function split(text: string): string[] {
  const names: string[] = [];
  let name = '';
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    let sign = text[index]!;
    if (sign === ',' && depth === 0) {
      names.push(name);
      name = '';
      continue;
    }
    if (sign === '\\' && index + 1 < text.length) sign = text[++index]!;
    else if ('[{'.includes(sign)) depth++;
    else if (']}'.includes(sign)) depth = Math.max(0, depth - 1);
    name += sign;
  }
  return [...names, name].map((each) => each.trim());
}

function isBalanced(name: string): boolean {
  let depth = 0;
  for (const sign of name) {
    if ('[{'.includes(sign)) depth++;
    if (']}'.includes(sign) && --depth < 0) return false;
  }
  return depth === 0;
}

/** The name with a backslash before every backslash and before every comma outside brackets. */
function escapeOutside(name: string): string {
  let depth = 0;
  return [...name]
    .map((sign) => {
      if ('[{'.includes(sign)) depth++;
      if (']}'.includes(sign)) depth--;
      return sign === '\\' || (sign === ',' && depth === 0) ? `\\${sign}` : sign;
    })
    .join('');
}
