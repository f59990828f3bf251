// The controller's image: the program that its Dockerfile builds, of the same source, under the name that the manifests say.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'fs';
import { join } from 'path';
import { CONTROLLER, manifests } from './example';
import { artifact } from '../artifacts/cache';
import { goProgram, pinned } from '../artifacts/go';
import { writeImage } from '../images/image';

const CONTROLLER_RUNTIME = 'sigs.k8s.io/controller-runtime';
export const CONTROLLER_RUNTIME_VERSION = pinned(CONTROLLER, CONTROLLER_RUNTIME);
const PROGRAM = 'controller';

/** The image, as a tar. */
export async function controllerImage(): Promise<string> {
  const name: string = manifests().find((o) => o.kind === 'Deployment')!.spec.template.spec.containers[0].image;
  const program = join(await goProgram({ name: 'cache-operator', folder: CONTROLLER, program: PROGRAM, module: CONTROLLER_RUNTIME }), PROGRAM);
  return join(await artifact({
    name: 'image-cache-operator',
    inputs: [{ path: program }, { path: join(__dirname, '../images/image.ts') }, name],
    make: async (folder) => {
      const root = mkdtempSync(join(folder, 'root-'));
      mkdirSync(join(root, 'layer'));
      cpSync(program, join(root, 'layer', PROGRAM));
      await writeImage({ name, layers: [join(root, 'layer')], entrypoint: [`/${PROGRAM}`], user: '65532:65532' }, join(folder, 'image.tar'));
      rmSync(root, { recursive: true });
    },
  }), 'image.tar');
}
