import type { DatasetSummary } from '../../trainable/network/shared.ts';
import { text } from './python.ts';

/** The source of the images without `--data`. */
export function usualData({ path }: DatasetSummary): string {
  return path === undefined ? 'Fashion-MNIST as Keras downloads it' : 'where the sweep read them';
}

/** The functions that read the dataset. */
export function dataset(summary: DatasetSummary): string {
  const grey = summary.input.shape[2] === 1;
  return `def read_idx(path):
    """The array in an IDX file of bytes, gzipped or not."""
    content = path.read_bytes()
    if content[:2] == b"\\x1f\\x8b":
        content = gzip.decompress(content)
    rank = content[3]
    shape = np.frombuffer(content, ">u4", rank, offset=4)
    return np.frombuffer(content, np.uint8, offset=4 + 4 * rank).reshape(shape)


def read_arrays(path):
    """The arrays in an .npz file, or in a folder of four IDX files that are named as MNIST's."""
    if not path.exists():
        sys.exit(f"{path} is not there; --data takes a folder of IDX files or an .npz file.")
    try:
        if path.is_file():
            with np.load(path) as archive:
                return {name: archive[name] for name in IDX_FILES}
        arrays = {}
        for name, stem in IDX_FILES.items():
            found = sorted(path.glob(f"{stem}[-.]idx[134]-ubyte*"))
            if not found:
                sys.exit(f"{path} lacks {stem}-idx...-ubyte, gzipped (.gz) or not.")
            arrays[name] = read_idx(found[0])
        return arrays
    except (OSError, EOFError, ValueError, KeyError, IndexError) as error:
        sys.exit(f"{path} cannot be read: {error}")


def load_data(path):
    """Images and labels to train on, then those of the test."""
${loading(summary)}
    for name, array in data.items():
        if name[0] == "x" and array.shape[1:] ${grey ? 'not in (SHAPE, SHAPE[:2])' : '!= SHAPE'}:
            sys.exit(f"{name} is {array.shape}, but the network takes images of {SHAPE}.")
        if name[0] == "y" and not 0 <= array.min() <= array.max() < CLASSES:
            sys.exit(f"{name} has labels up to {array.max()}; the classes go to {CLASSES - 1}.")
    return (
        data["x_train"].reshape(-1, *SHAPE),
        data["y_train"].reshape(-1).astype("int32"),
        data["x_test"].reshape(-1, *SHAPE),
        data["y_test"].reshape(-1).astype("int32"),
    )
`;
}

function loading({ path, synthetic }: DatasetSummary): string {
  if (path !== undefined) return `    data = read_arrays(Path(path or ${text(path)}))`;
  const warning = synthetic
    ? '\n        print("Note: the sweep used SYNTHETIC, drawn images; these are the real Fashion-MNIST.")'
    : '';
  return `    if path is not None:
        data = read_arrays(Path(path))
    else:${warning}
        (x_train, y_train), (x_test, y_test) = keras.datasets.fashion_mnist.load_data()
        data = {"x_train": x_train, "y_train": y_train, "x_test": x_test, "y_test": y_test}`;
}
