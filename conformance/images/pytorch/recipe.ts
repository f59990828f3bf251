// An image with PyTorch for processors alone, as Debian builds it (what PyPI has is for GPUs, and thirty times the size), and the trainers.
import { join } from 'path';
import { artifact } from '../../artifacts/cache';
import { writeImage } from '../image';
import { pythonEnv, pythonLayer, TRAINER } from '../python/recipe';
import { keyOf, trainersLayer } from '../trainers';

/** The name that manifests of the proving ground say. Debian's version is that of its release: 2.6. */
export const PYTORCH_IMAGE = 'conformance/pytorch-trainer:2.6';

/** The image, as a tar. */
export async function pytorchImage(): Promise<string> {
  const base = await pythonLayer('pytorch', ['python3-torch'], join(__dirname, 'without-libuv.py'));
  const trainers = await trainersLayer('pytorch');
  return join(await artifact({
    name: 'image-pytorch',
    title: 'the image of PyTorch',
    inputs: [{ path: __dirname }, { path: join(__dirname, '..', 'image.ts') }, keyOf(base), keyOf(trainers)],
    make: (folder) => writeImage({ name: PYTORCH_IMAGE, layers: [base, trainers], cmd: ['python3'], env: { ...pythonEnv, USE_LIBUV: '0' }, user: TRAINER }, join(folder, 'image.tar')),
  }), 'image.tar');
}
