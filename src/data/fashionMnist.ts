import type { Source } from './source.ts';

/** Fashion-MNIST's ten classes, in the order of its labels. */
export const CLASS_NAMES = [
  'T-shirt/top',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  'Ankle boot',
] as const;

/** Xiao, Rasul and Vollgraf, "Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning", 2017. */
export const FASHION_MNIST: Source = {
  name: 'fashion-mnist',
  title: 'Fashion-MNIST',
  addresses: [
    'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/',
    'https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/',
  ],
  torchvisionName: 'FashionMNIST',
  input: { shape: [28, 28, 1], classes: CLASS_NAMES.length },
  classNames: CLASS_NAMES,
  files: {
    trainImages: {
      name: 'train-images-idx3-ubyte.gz',
      holds: 'training images',
      bytes: 26_421_880,
      sha256: '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84',
      content: {
        dims: [60_000, 28, 28],
        sha256: 'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
      },
    },
    trainLabels: {
      name: 'train-labels-idx1-ubyte.gz',
      holds: 'training labels',
      bytes: 29_515,
      sha256: 'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845',
      content: {
        dims: [60_000],
        sha256: 'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
      },
    },
    testImages: {
      name: 't10k-images-idx3-ubyte.gz',
      holds: 'test images',
      bytes: 4_422_102,
      sha256: '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073',
      content: {
        dims: [10_000, 28, 28],
        sha256: '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
      },
    },
    testLabels: {
      name: 't10k-labels-idx1-ubyte.gz',
      holds: 'test labels',
      bytes: 5_148,
      sha256: '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5',
      content: {
        dims: [10_000],
        sha256: '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
      },
    },
  },
};
