import type { EtaConfig } from 'eta';

/** A dashboard whose pages become files that no server stands behind. */
export interface StaticPages {
  /**
   * How the page that is being made links to an address, which may be relative; undefined if nothing is
   * there. Called for every link, picture and stylesheet of the page.
   */
  link(address: string): string | undefined;
  /** The text at the foot of every page. */
  readonly foot: string;
  /** The first page, instead of the list of all sweeps. */
  readonly home: string;
}

/** The functions that a view of such pages may use, as `it.site`. */
export interface StaticSite {
  readonly foot: string;
  readonly home: string;
  /** Whether the site has a file for an address. */
  has(address: string): boolean;
  /** An attribute with its leading space; empty if the site has no file for the address. */
  attribute(name: string, address: string): string;
}

export function staticSite({ link, foot, home }: StaticPages): StaticSite {
  return {
    foot,
    home,
    has: (address) => link(address) !== undefined,
    attribute(name, address) {
      const target = link(address);
      return target === undefined ? '' : ` ${name}="${escaped(target)}"`;
    },
  };
}

type Plugin = EtaConfig['plugins'][number];
type Piece = Parameters<NonNullable<Plugin['processAST']>>[0][number];

/** Attributes that hold an address. A view writes it as one expression: `href="<%= it.link %>"`. */
const OPENED = / (href|src|srcset)="$/;

/** Lets views write their addresses through `StaticSite.attribute`. */
export const ADDRESS_PLUGIN: Plugin = {
  processAST(pieces) {
    const written = [...pieces];
    for (const [index, piece] of pieces.entries()) {
      const attribute = openedBefore(pieces[index - 1]);
      if (attribute === undefined || typeof piece === 'string' || piece.t !== 'i') continue;
      written[index - 1] = (written[index - 1] as string).replace(OPENED, '');
      written[index] = { ...piece, t: 'r', val: `it.site.attribute('${attribute}', ${piece.val})` };
      written[index + 1] = (pieces[index + 1] as string).replace(/^"/, '');
    }
    return written;
  },
};

function openedBefore(piece: Piece | undefined): string | undefined {
  return typeof piece === 'string' ? OPENED.exec(piece)?.[1] : undefined;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };

function escaped(text: string): string {
  return text.replace(/[&"<>]/g, (sign) => ESCAPES[sign]!);
}
