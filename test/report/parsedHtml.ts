/** The part of an element that tests read. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Its text and that of all elements within it, with decoded entities and single spaces. */
  readonly text: string;
}

const VOID = new Set(['meta', 'link', 'img', 'br', 'hr', 'wbr']);
const TAG = /<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+(?:="[^"<]*")?)*)\s*(\/?)>/y;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: ' ',
};

/**
 * The elements of a page in their order. It accepts only what reports consist of: every other `<`, an
 * attribute that is not quoted or repeated, and an element that is not closed in order are errors.
 */
export function parseHtml(html: string): Element[] {
  const doctype = '<!doctype html>\n';
  if (!html.startsWith(doctype)) throw new Error('No doctype.');
  const elements: { name: string; attributes: Record<string, string>; text: string }[] = [];
  const open: (typeof elements)[number][] = [];
  const say = (text: string) => {
    for (const element of open) element.text += text;
  };
  let at = doctype.length;
  while (at < html.length) {
    if (html[at] !== '<') {
      const next = html.indexOf('<', at);
      const end = next < 0 ? html.length : next;
      say(decoded(html.slice(at, end)));
      at = end;
      continue;
    }
    TAG.lastIndex = at;
    const tag = TAG.exec(html);
    if (!tag) throw new Error(`No tag: ${html.slice(at, at + 80)}`);
    at = TAG.lastIndex;
    const [, closing, name, attributes, selfClosing] = tag as unknown as [
      string,
      string,
      string,
      string,
      string,
    ];
    if (closing) {
      const last = open.pop();
      if (last?.name !== name) throw new Error(`</${name}> closes <${last?.name}>.`);
      continue;
    }
    const element = { name, attributes: attributesOf(attributes), text: '' };
    elements.push(element);
    if (name === 'style') {
      const end = html.indexOf('</style>', at);
      element.text = html.slice(at, end);
      at = end + '</style>'.length;
    } else if (!VOID.has(name) && !selfClosing) open.push(element);
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)!.name}> is not closed.`);
  return elements.map((element) => ({ ...element, text: element.text.replaceAll(/\s+/g, ' ').trim() }));
}

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name, value] of text.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)) {
    if (name! in found) throw new Error(`${name} comes twice.`);
    found[name!] = decoded(value ?? '');
  }
  return found;
}

function decoded(text: string): string {
  return text.replaceAll(/&([^;\s]*);?/g, (entity, name: string) => {
    const character = ENTITIES[name];
    if (character === undefined) throw new Error(`No entity: ${entity}`);
    return character;
  });
}
