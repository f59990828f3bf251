// An image with TensorFlow for processors alone, from PyPI, and the trainers.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'fs';
import { arch } from 'os';
import { join } from 'path';
import { artifact } from '../../artifacts/cache';
import { command } from '../../artifacts/command';
import { dated, packed, writeImage } from '../image';
import { compiled, pythonEnv, pythonLayer, TRAINER } from '../python/recipe';
import { keyOf, trainersLayer } from '../trainers';

/** What TensorFlow needs, but for what only builds on top of it need: libclang, setuptools, wheel. */
const REQUIREMENTS = join(__dirname, 'requirements.txt');
const VERSION = /^tensorflow-cpu==(.+)$/m.exec(readFileSync(REQUIREMENTS, 'utf8'))![1];
/** Of Debian trixie's Python. */
const PYTHON = '3.13', SITE = `usr/local/lib/python${PYTHON}/dist-packages`;
const PLATFORMS = ['manylinux_2_28', 'manylinux_2_27', 'manylinux_2_17', 'manylinux2014', 'manylinux1'];
const SECONDS = 1800;

/** The name that manifests of the proving ground say. */
export const TENSORFLOW_IMAGE = `conformance/tensorflow-trainer:${VERSION}`;

/** The image, as a tar. */
export async function tensorflowImage(): Promise<string> {
  const base = await pythonLayer('tensorflow', ['libstdc++6']);
  const wheels = await wheelsLayer(base);
  const trainers = await trainersLayer('tensorflow');
  return join(await artifact({
    name: 'image-tensorflow',
    title: `the image of TensorFlow ${VERSION}`,
    inputs: [{ path: __filename }, { path: join(__dirname, '..', 'image.ts') }, keyOf(wheels), keyOf(trainers)],
    make: (folder) => writeImage({
      name: TENSORFLOW_IMAGE,
      layers: [base, wheels, trainers],
      cmd: ['python3'],
      env: { ...pythonEnv, TF_CPP_MIN_LOG_LEVEL: '1' },
      user: TRAINER,
    }, join(folder, 'image.tar')),
  }), 'image.tar');
}

/** TensorFlow and what it loads, as a tar. */
async function wheelsLayer(base: string): Promise<string> {
  return join(await artifact({
    name: 'image-tensorflow-wheels',
    title: `TensorFlow ${VERSION} for images`,
    inputs: [{ path: REQUIREMENTS }, { path: join(__dirname, '..', 'python') }, keyOf(base), PYTHON, ...PLATFORMS, arch()],
    make: async (folder) => {
      const work = mkdtempSync(join(folder, 'work-')), archives = join(work, 'wheels'), layer = join(work, 'layer'), root = join(work, 'root');
      for (const each of [archives, layer, root]) { mkdirSync(each); }
      const machine = arch() === 'x64' ? 'x86_64' : 'aarch64';
      const target = [`--python-version=${PYTHON}`, '--implementation=cp', ...PLATFORMS.map((platform) => `--platform=${platform}_${machine}`),
        '--only-binary=:all:', '--no-deps', '--no-cache-dir', '--quiet'];
      const pip = (...args: string[]) => command('python3', ['-m', 'pip', ...args], { seconds: SECONDS });
      await pip('download', ...target, `--dest=${archives}`, `--requirement=${REQUIREMENTS}`);
      await command('sh', ['-c', `for wheel in ${archives}/*.whl; do python3 -m zipfile --extract "$wheel" ${join(layer, SITE)}; done`], { seconds: SECONDS });
      await command('rm', ['-rf', ...['include', 'xla_aot_runtime_src'].map((unused) => join(layer, SITE, 'tensorflow', unused))], { seconds: 60 });
      await command('chmod', ['-R', 'u=rwX,go=rX', layer], { seconds: 60 });
      await command('tar', ['--extract', '--numeric-owner', '--same-permissions', `--file=${base}`, `--directory=${root}`], { seconds: SECONDS });
      await command('cp', ['-a', `${layer}/.`, root], { seconds: SECONDS });
      await compiled(root, `/${SITE}`);
      await command('cp', ['-a', `${join(root, SITE)}/.`, join(layer, SITE)], { seconds: SECONDS });
      await command('chown', ['-R', '0:0', layer], { seconds: 60 });
      await dated(layer);
      await packed(layer, join(folder, 'layer.tar'));
      rmSync(work, { recursive: true });
    },
  }), 'layer.tar');
}
