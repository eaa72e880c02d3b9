import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { SweepError } from '../errors.ts';
import { unwritable } from '../unwritable.ts';

/** Lists the files of a site, so that a site is recognized and nothing else is taken for one. */
const MANIFEST = 'site.json';
const KIND = 'sweep site';

/** A folder that appears completely or not at all: it is filled beside its place. */
export class SiteFolder {
  /** Absolute. */
  readonly path: string;
  /** A folder for temporary files; removed at the end. */
  readonly workshop: string = '';
  private readonly force: boolean;
  private readonly unfinished: string;
  private readonly files: string[] = [];
  private readonly folders = new Set<string>();
  private bytes = 0;

  /**
   * @param path Absolute.
   * @param force Whether an existing site is replaced.
   * @throws SweepError `export_failed` if the path holds anything else, or the folder cannot be written.
   */
  constructor(path: string, force: boolean) {
    this.force = force;
    this.path = path;
    this.path = this.attempt(() => placeNamed(path));
    this.attempt(() => checkPlace(this.path, force));
    // Not named after the site, whose name may have the greatest length that is possible.
    this.workshop = this.attempt(() => mkdtempSync(join(dirname(this.path), '.sweep-part-')));
    this.unfinished = join(this.workshop, 'site');
    this.folderAt(this.unfinished);
  }

  /** Writes a file; `name` has `/` between names. */
  add(name: string, content: string | Buffer): void {
    const file = join(this.unfinished, ...name.split('/'));
    this.folderAt(dirname(file));
    this.attempt(() => writeFileSync(file, content));
    this.files.push(name);
    this.bytes += Buffer.byteLength(content);
  }

  /**
   * Moves the folder to its place, with a list of its files and `about`.
   * @throws SweepError `export_failed` if something was created there meanwhile; it stays.
   */
  finish(about: object): { readonly files: number; readonly bytes: number } {
    const listed = [...this.files, MANIFEST].sort();
    this.add(MANIFEST, `${JSON.stringify({ kind: KIND, ...about, files: listed }, null, 1)}\n`);
    this.attempt(() => checkPlace(this.path, this.force));
    this.attempt(() => takePlace(this.unfinished, this.path, `${this.workshop}.old`));
    this.leave();
    return { files: this.files.length, bytes: this.bytes };
  }

  /** Removes an unfinished folder. Does nothing afterwards. */
  leave(): void {
    if (this.workshop !== '') rmSync(this.workshop, { recursive: true, force: true });
  }

  private folderAt(path: string): void {
    if (this.folders.has(path)) return;
    this.attempt(() => mkdirSync(path, { recursive: true }));
    this.folders.add(path);
  }

  /**
   * Runs an action that writes to it.
   * @throws SweepError `export_failed` if it cannot; nothing is left then.
   */
  attempt<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      this.leave();
      throw unwritable(this.path, error);
    }
  }
}

/** The target of a link, or the path itself. */
function placeNamed(link: string): string {
  if (!lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink()) return link;
  try {
    return realpathSync(link);
  } catch (error) {
    throw new SweepError('export_failed', `${link} is a link to nothing.`, 'Choose another --out.', error);
  }
}

function checkPlace(path: string, force: boolean): void {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (!there) return;
  if (!there.isDirectory()) {
    throw new SweepError('export_failed', `${path} is a file, not a folder.`, 'Choose another --out.');
  }
  const way = relative(path, process.cwd());
  if (way !== '..' && !way.startsWith(`..${sep}`)) {
    throw new SweepError(
      'export_failed',
      `${path} is the folder that you are in.`,
      'Give --out the name of a new folder.',
    );
  }
  const found = filesIn(path);
  if (found.length === 0) return;
  const own = filesOfSite(path);
  if (!own) {
    throw new SweepError(
      'export_failed',
      `${path} exists and is no site that sweep made.`,
      'Choose another --out: nothing in it is touched.',
    );
  }
  if (!force) {
    throw new SweepError(
      'export_failed',
      `${path} exists: a site that sweep made.`,
      'Choose another --out, or replace it with --force.',
    );
  }
  const strangers = found.filter((file) => !own.has(file));
  if (strangers.length > 0) {
    const more = strangers.length > 1 ? ` and ${strangers.length - 1} more` : '';
    throw new SweepError(
      'export_failed',
      `${path} also has a file that sweep did not put there: ${strangers[0]}${more}.`,
      'Move it away, or choose another --out: replacing the site would lose it.',
    );
  }
}

function filesIn(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function filesOfSite(path: string): ReadonlySet<string> | undefined {
  try {
    const { kind, files } = JSON.parse(readFileSync(join(path, MANIFEST), 'utf8'));
    return kind === KIND && Array.isArray(files) ? new Set(files) : undefined;
  } catch {
    return undefined;
  }
}

/** Replaces a folder by another one; the former is restored if that fails. */
function takePlace(made: string, place: string, aside: string): void {
  const there = lstatSync(place, { throwIfNoEntry: false });
  const isEmpty = there !== undefined && readdirSync(place).length === 0;
  if (isEmpty) rmdirSync(place);
  if (!there || isEmpty) {
    renameSync(made, place);
    return;
  }
  renameSync(place, aside);
  try {
    renameSync(made, place);
  } catch (error) {
    renameSync(aside, place);
    throw error;
  }
  rmSync(aside, { recursive: true, force: true });
}
