import type { DownloadName } from '../domain/dataset.ts'
import type { IdxFiles } from './idx-files.ts'

/** A published file: its name at every mirror, and what must come. */
export type PublishedFile = {
  file: string
  bytes: number
  /** Hexadecimal. */
  sha256: string
}

/** A data set that can be fetched, as four gzipped IDX files. */
export type DownloadSource = {
  name: DownloadName
  title: string
  /** Who made it and under which licence. */
  source: string
  /** Addresses that the files' names are put behind, the first to be tried first. */
  mirrors: readonly string[]
  files: Readonly<Record<keyof IdxFiles, PublishedFile>>
}

const FILES: IdxFiles = {
  trainImages: 'train-images-idx3-ubyte.gz',
  trainLabels: 'train-labels-idx1-ubyte.gz',
  testImages: 't10k-images-idx3-ubyte.gz',
  testLabels: 't10k-labels-idx1-ubyte.gz',
}

const published = (which: keyof IdxFiles, bytes: number, sha256: string): PublishedFile => {
  return { file: FILES[which], bytes, sha256 }
}

/**
 * The hashes are those of torchvision's prototype data sets (pytorch/vision, torchvision/prototype/datasets/_builtin/
 * mnist.py, `_CHECKSUMS`). Of Fashion-MNIST an earlier edition with other hashes is still quoted here and there; these
 * are of the one whose MD5 its authors publish. The sizes are those that downloads report.
 */
export const DOWNLOAD_SOURCES: readonly DownloadSource[] = [
  {
    name: 'mnist',
    title: 'MNIST',
    source:
      'Handwritten digits by Yann LeCun, Corinna Cortes and Christopher Burges, from images of NIST; CC BY-SA 3.0',
    mirrors: [
      'https://ossci-datasets.s3.amazonaws.com/mnist/',
      'https://storage.googleapis.com/cvdf-datasets/mnist/',
    ],
    files: {
      trainImages: published(
        'trainImages',
        9_912_422,
        '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
      ),
      trainLabels: published(
        'trainLabels',
        28_881,
        '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c',
      ),
      testImages: published(
        'testImages',
        1_648_877,
        '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6',
      ),
      testLabels: published(
        'testLabels',
        4_542,
        'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6',
      ),
    },
  },
  {
    name: 'fashion-mnist',
    title: 'Fashion-MNIST',
    source:
      'Pictures of clothing by Han Xiao, Kashif Rasul and Roland Vollgraf, Zalando Research; MIT licence',
    mirrors: [
      'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/',
      'https://storage.googleapis.com/tensorflow/tf-keras-datasets/',
      'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/',
    ],
    files: {
      trainImages: published(
        'trainImages',
        26_421_880,
        '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84',
      ),
      trainLabels: published(
        'trainLabels',
        29_515,
        'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845',
      ),
      testImages: published(
        'testImages',
        4_422_102,
        '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073',
      ),
      testLabels: published(
        'testLabels',
        5_148,
        '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5',
      ),
    },
  },
]
