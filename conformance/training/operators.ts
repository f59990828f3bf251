// The operators of training jobs as their releases install them: images of the programs that their modules build, and their own manifests.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { jobset, JOBSET_VERSION, trainingOperator, TRAINING_OPERATOR_VERSION } from '../artifacts';
import { artifact } from '../artifacts/cache';
import { baseEnv, baseLayer } from '../images/base/recipe';
import { writeImage } from '../images/image';

const OPERATOR_IMAGE = `ghcr.io/kubeflow/training-v1/training-operator:v${TRAINING_OPERATOR_VERSION}`;
/** What the module's own manifests name. */
const STAGING = 'us-central1-docker.pkg.dev/k8s-staging-images/jobset/jobset';
const JOBSET_IMAGE = `registry.k8s.io/jobset/jobset:v${JOBSET_VERSION}`;
/** What a worker of a PyTorchJob waits in until the master's name can be resolved. */
const WAITING_IMAGE = 'docker.io/library/alpine:3.10';

/** An image of one static program at /manager, as a tar. */
function managerImage(name: string, image: string, program: string): Promise<string> {
  return artifact({
    name: `image-${name}`,
    inputs: [{ path: program }, { path: join(__dirname, '../images/image.ts') }, image],
    make: async (folder) => {
      const root = mkdtempSync(join(folder, 'root-'));
      mkdirSync(join(root, 'layer'));
      cpSync(program, join(root, 'layer', 'manager'));
      await writeImage({ name: image, layers: [join(root, 'layer')], entrypoint: ['/manager'], user: '65532:65532' }, join(folder, 'image.tar'));
      rmSync(root, { recursive: true });
    },
  }).then((folder) => join(folder, 'image.tar'));
}

export interface Installable {
  /** Archives of images. */
  readonly images: readonly string[];
  /** A folder for `kubectl apply --server-side -k`. */
  readonly manifests: string;
}

export async function installableTrainingOperator(): Promise<Installable> {
  const { program, manifests } = await trainingOperator();
  const base = await baseLayer();
  const waiting = await artifact({
    name: 'image-alpine',
    inputs: [base, WAITING_IMAGE],
    make: (folder) => writeImage({ name: WAITING_IMAGE, layers: [base], cmd: ['sh'], env: baseEnv }, join(folder, 'image.tar')),
  });
  return { images: [await managerImage('training-operator', OPERATOR_IMAGE, program), join(waiting, 'image.tar')], manifests };
}

export async function installableJobset(): Promise<Installable> {
  const { program, manifests } = await jobset();
  return { images: [await managerImage('jobset', JOBSET_IMAGE, program)], manifests };
}

/** Writes the manifests to a folder, with the image of the release in them. */
export function releaseOf(installable: Installable, overlay: 'overlays/standalone' | 'default', to: string): string {
  cpSync(installable.manifests, to, { recursive: true });
  const file = join(to, overlay, 'kustomization.yaml');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, overlay === 'default' ? `${text}\nimages:\n- name: ${STAGING}\n  newName: ${JOBSET_IMAGE.split(':')[0]}\n  newTag: ${JOBSET_IMAGE.split(':')[1]}\n`
    : text.replace(/newTag: .*/, `newTag: v${TRAINING_OPERATOR_VERSION}`));
  return join(to, overlay);
}
