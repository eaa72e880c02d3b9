import type { NetworkTrial, TrialDetail } from '../store/index.ts';
import type { CardFacts } from './card/facts.ts';

/** A file of an export. */
export interface ExportedFile {
  /** Within the folder of the export, with `/` between names. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** A network with the weights that its training ended with. */
export interface TrainedTrial {
  readonly trial: NetworkTrial;
  /** Weights in the order of `weightSpecs(trial.layers)` and in Keras's layouts. */
  readonly weights: readonly Float32Array[];
}

/** What a model card says of a format's files. */
export interface CardPart {
  /** The library that loads it, as Hugging Face names it (`library_name`); absent where it names none. */
  readonly library?: string;
  /** Tags in the card's header, besides those that every card has. */
  readonly tags: readonly string[];
  /** Markdown that shows how the files are used: which packages, and a few lines of code that run. */
  usage(trial: NetworkTrial): string;
  /** What shows at once that it works, in a line; `at` gives the path of one of the files as a word of a shell. */
  tryIt?(at: (file: string) => string): string;
}

interface Common {
  /** The name that `--format` and addresses use. */
  readonly name: string;
  /** The name in menus, such as `Keras model`. */
  readonly title: string;
  /** Its main file within the folder: the one that `--out FILE` writes alone. Undefined where only all of them work. */
  readonly mainFile: string | undefined;
  /** Undefined for what is no model. */
  readonly card: CardPart | undefined;
}

/**
 * A way to take a trial away. The files follow from the trial and its weights alone: the same again is the same bytes.
 * Where the dataset is synthetic, they say so.
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
