import { existsSync, linkSync, readdirSync, readlinkSync, realpathSync, statSync, unlinkSync } from 'node:fs';
import { systemCode } from '../../errors.ts';

/** Identifies a file, whatever its name. */
interface Identity {
  readonly dev: bigint;
  readonly ino: bigint;
}

/** The files that SQLite finds beside a database by its name. */
const BESIDE = ['-wal', '-shm'] as const;

/** What happened to a file that is held open. */
export interface Fate {
  /** The file at its path now. */
  readonly atPath: 'itself' | 'another' | 'nothing';
  /** Its present name; undefined if it has none any more, or the system does not tell. */
  readonly name: string | undefined;
  readonly isRenamed: boolean;
}

/**
 * The file that a connection holds open, which its path may cease to name. Its WAL must not stay behind then:
 * SQLite would take it for the WAL of the next file at that path, and mix the two.
 */
export class HeldFile {
  private readonly path: string;
  /** The path without symbolic links: the files beside the database are named after it. */
  private readonly real: string;
  private readonly file: Identity | undefined;
  private readonly beside: ReadonlyMap<string, Identity | undefined>;

  /** Must be constructed after the connection's first read, when it holds its WAL. */
  constructor(path: string) {
    this.path = path;
    this.real = realpathSync(path);
    this.file = identify(path);
    this.beside = new Map(BESIDE.map((suffix) => [suffix, identify(this.real + suffix)]));
  }

  /** Whether the path still names the file and its WAL; it takes microseconds. */
  isInPlace(): boolean {
    const wal = this.beside.get('-wal');
    return isStill(this.path, this.file) && (!wal || isStill(`${this.real}-wal`, wal));
  }

  fate(): Fate {
    const found = identify(this.path);
    const name = this.nameNow();
    return {
      atPath: same(found, this.file) ? 'itself' : found ? 'another' : 'nothing',
      name,
      isRenamed: name !== undefined && name !== this.real,
    };
  }

  /** Whose WAL SQLite would find for a file of that name. */
  walAt(name: string): 'its own' | 'another' | 'none' {
    const found = identify(`${name}-wal`);
    return found === undefined ? 'none' : same(found, this.beside.get('-wal')) ? 'its own' : 'another';
  }

  /**
   * Moves what is left of it at the path to its new name, or removes it; the connection goes on with the
   * files that it holds.
   */
  leavePath(): void {
    const name = this.nameNow();
    if (name === this.real) return;
    for (const [suffix, held] of this.beside) {
      const left = this.real + suffix;
      if (!held || !same(identify(left), held)) continue;
      const isKnownGone = name === undefined && process.platform === 'linux';
      if (!isKnownGone) keepBeside(left, name ?? `${this.real}.moved`, suffix);
      unlinkSync(left);
    }
  }

  /** The present name of a file that is held open, which Linux tells. */
  private nameNow(): string | undefined {
    if (same(identify(this.real), this.file)) return this.real;
    if (process.platform !== 'linux') return undefined;
    for (const fd of readdirSync('/proc/self/fd')) {
      const link = `/proc/self/fd/${fd}`;
      if (!same(identify(link), this.file)) continue;
      const name = readlinkSync(link);
      if (same(identify(name), this.file)) return name;
    }
    return undefined;
  }
}

/** Gives a file that is about to lose its name another one, never one that is taken. */
function keepBeside(left: string, name: string, suffix: string): void {
  if (!existsSync(name + suffix)) linkSync(left, name + suffix);
}

/** A folder that cannot be read for now gives no answer. */
function isStill(path: string, file: Identity | undefined): boolean {
  try {
    return same(statSync(path, { bigint: true, throwIfNoEntry: false }), file);
  } catch (error) {
    return systemCode(error) !== 'ENOTDIR';
  }
}

/** Undefined if no file has that name, or that cannot be told. */
function identify(path: string): Identity | undefined {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function same(a: Identity | undefined, b: Identity | undefined): boolean {
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;
}
