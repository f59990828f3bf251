// The image of the container that holds a pod's namespaces.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'fs';
import { join } from 'path';
import { writeImage } from './image';
import { artifact } from '../artifacts/cache';

/** The name that a node's containerd is told (`sandbox_image`). */
export const PAUSE_IMAGE = 'registry.k8s.io/pause:3.10';

/** The image, as a tar, of the static program `pause` in a folder. */
export async function pauseImage(binaryFolder: string): Promise<string> {
  const program = join(binaryFolder, 'pause');
  return join(await artifact({
    name: 'image-pause',
    inputs: [{ path: program }, { path: join(__dirname, 'image.ts') }, PAUSE_IMAGE],
    make: async (folder) => {
      const root = mkdtempSync(join(folder, 'root-'));
      mkdirSync(join(root, 'layer'));
      cpSync(program, join(root, 'layer', 'pause'));
      await writeImage({ name: PAUSE_IMAGE, layers: [join(root, 'layer')], entrypoint: ['/pause'], user: '65535:65535' }, join(folder, 'image.tar'));
      rmSync(root, { recursive: true });
    },
  }), 'image.tar');
}
