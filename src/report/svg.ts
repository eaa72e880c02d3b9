import { INK } from '../charts/palette.ts';

/**
 * An SVG document as a file of its own: without the traces of the program that drew it, the same for the same
 * drawing.
 */
export function plainSvg(svg: string): string {
  return svg
    .replaceAll(/<style[\s\S]*?<\/style>\s*/g, '')
    .replaceAll(/ class="[^"]*"/g, '')
    .replaceAll(/ (pointer-events|version|baseProfile|xml:space|xmlns:xlink)="[^"]*"/g, '')
    .replace(/<rect [^>]*fill="none"[^>]*><\/rect>\s*/, '')
    .replaceAll(/zr\d+-/g, 'part-')
    .replaceAll(/ style="([^"]*)"/g, (_, style: string) => attributesOf(style));
}

/**
 * The same as an element of a page: its names begin with `prefix`, its ink is the page's, and `label`
 * describes it. It has no inline styles, which a policy may forbid. `label` is escaped already.
 */
export function inlineSvg(svg: string, prefix: string, label: string): string {
  return plainSvg(svg)
    .replaceAll('part-', `${prefix}-`)
    .replaceAll(' xmlns="http://www.w3.org/2000/svg"', '')
    .replaceAll(' font-family="sans-serif"', '')
    .replaceAll(`"${INK}"`, '"currentColor"')
    .replace('<svg ', `<svg role="img" aria-label="${label}" `)
    .replaceAll('\n', '');
}

/** `font-size:12px;font-weight:bold` as attributes. */
function attributesOf(style: string): string {
  return style
    .split(';')
    .flatMap((each) => {
      const [name, value] = each.split(':');
      return name && value ? ` ${name.trim()}="${value.trim().replaceAll('"', '')}"` : [];
    })
    .join('');
}
