// The layer that images of Python programs stand on: Debian's Python, and what else of Debian's packages is named.
import { mkdirSync, mkdtempSync, rmSync } from 'fs';
import { arch } from 'os';
import { join } from 'path';
import { artifact } from '../../artifacts/cache';
import { command } from '../../artifacts/command';
import { dated, packed } from '../image';

/** With what they depend on. No version is pinned: a mirror holds one of each, until the next point release of Debian. */
const PACKAGES = ['base-files', 'bash', 'ca-certificates', 'coreutils', 'dash', 'libc-bin', 'procps', 'python3', 'tzdata'];
const SECONDS = 900;

export const pythonEnv = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LANG: 'C.UTF-8',
  PYTHONUNBUFFERED: '1',
  PYTHONDONTWRITEBYTECODE: '1',
};

/** The user of the images: they need no right that root has. */
export const TRAINER = '1000:1000';

/** The layer, as a tar; `mend` is a program in Python that is given the folder and changes what the packages have in it. */
export async function pythonLayer(name: string, packages: readonly string[], mend?: string): Promise<string> {
  return join(await artifact({
    name: `image-${name}-base`,
    title: `the base of ${name} (Debian trixie, Python)`,
    inputs: [{ path: __dirname }, { path: join(__dirname, '..', 'image.ts') }, { path: join(__dirname, '..', 'base', 'download.sh') },
      ...mend ? [{ path: mend }] : [], ...packages, arch()],
    make: async (folder) => {
      const work = mkdtempSync(join(folder, 'work-')), archives = join(work, 'packages'), root = join(work, 'root');
      mkdirSync(root);
      await command('bash', [join(__dirname, '..', 'base', 'download.sh'), archives, ...PACKAGES, ...packages], { seconds: SECONDS });
      await command('bash', [join(__dirname, 'root.sh'), archives, root], { seconds: SECONDS });
      if (mend) { await command('python3', [mend, root], { seconds: SECONDS }); }
      await compiled(root, '/usr/lib/python3', '/usr/lib/python3.13');
      await dated(root);
      await packed(root, join(folder, 'layer.tar'));
      rmSync(work, { recursive: true });
    },
  }), 'layer.tar');
}

/** Compiles what Python would compile when it is first loaded. */
export async function compiled(root: string, ...folders: readonly string[]): Promise<void> {
  await command('unshare', ['--mount', '--net', '--pid', '--fork', '--kill-child', 'bash', join(__dirname, 'compile.sh'), root, ...folders], { seconds: SECONDS });
}
