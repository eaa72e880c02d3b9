import type { NetworkTrial, TrialDetail } from '../store/index.ts';
import type { CardFacts } from './card/facts.ts';

/** A file of an export. */
export interface ExportedFile {
  /** The path within the folder of the export, with `/` between names. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** A network with the weights at the end of its training. */
export interface TrainedTrial {
  readonly trial: NetworkTrial;
  /** Weights in the order of `weightSpecs(trial.layers)` and in Keras's layouts. */
  readonly weights: readonly Float32Array[];
}

/** The part of a model card that describes a format's files. */
export interface CardPart {
  /**
   * The library that loads it, as Hugging Face names it (`library_name`); absent if Hugging Face has no name
   * for it.
   */
  readonly library?: string;
  /** Tags in the card's header, in addition to those of every card. */
  readonly tags: readonly string[];
  /** Markdown that shows how to use the files: the packages, and a few lines of code that run. */
  usage(trial: NetworkTrial): string;
  /**
   * A line that shows at once that it works; `at` gives the path of one of the files as a word of a shell.
   */
  tryIt?(at: (file: string) => string): string;
}

interface Common {
  /** The name that `--format` and addresses use. */
  readonly name: string;
  /** The name in menus, such as `Keras model`. */
  readonly title: string;
  /**
   * Its main file within the folder, the one that `--out FILE` writes alone. Undefined if the files work only
   * together.
   */
  readonly mainFile: string | undefined;
  /** Undefined for a format that is no model. */
  readonly card: CardPart | undefined;
}

/**
 * A format in which a trial is exported. The files depend on the trial and its weights alone: the same export
 * has the same bytes. If the dataset is synthetic, the files say so.
 */
export type Exporter = Common &
  /** A format for trials of any trainable. */
  (
    | { readonly needs: 'trial'; files(trial: TrialDetail): MaybePromise<readonly ExportedFile[]> }
    | { readonly needs: 'weights'; files(trained: TrainedTrial): MaybePromise<readonly ExportedFile[]> }
    /** A format that describes the trial in its sweep. */
    | { readonly needs: 'facts'; files(facts: CardFacts): MaybePromise<readonly ExportedFile[]> }
  );

type MaybePromise<T> = T | Promise<T>;
