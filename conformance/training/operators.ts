// The operators of training jobs as their releases install them: images of the programs that their modules build, and their own manifests.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parse, stringify } from 'yaml';
import { jobset, JOBSET_VERSION, trainingOperator, TRAINING_OPERATOR_VERSION } from '../artifacts';
import { artifact } from '../artifacts/cache';
import { LocalCluster } from '../cluster/cluster';
import { baseEnv, baseLayer } from '../images/base/recipe';
import { writeImage } from '../images/image';
import { keyOf } from '../images/trainers';

const OPERATOR_IMAGE = `ghcr.io/kubeflow/training-v1/training-operator:v${TRAINING_OPERATOR_VERSION}`;
/** What the module's own manifests name. */
const STAGING = 'us-central1-docker.pkg.dev/k8s-staging-images/jobset/jobset';
const JOBSET_IMAGE = `registry.k8s.io/jobset/jobset:v${JOBSET_VERSION}`;
/** What a worker of a PyTorchJob waits in until the master's name can be resolved. */
const WAITING_IMAGE = 'docker.io/library/alpine:3.10';
/** Alpine's ends with 0 as soon as a search domain has the name; that of Debian's busybox does not where another has none. */
const NSLOOKUP = '#!/bin/sh\nexec getent hosts "$1"\n';

/** Longer than an operator takes until it is ready, or gone. */
const SECONDS = 120;

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
    inputs: [keyOf(base), { path: join(__dirname, '../images/image.ts') }, WAITING_IMAGE, NSLOOKUP],
    make: async (folder) => {
      const root = mkdtempSync(join(folder, 'root-')), bin = join(root, 'layer/usr/local/bin');
      mkdirSync(bin, { recursive: true });
      writeFileSync(join(bin, 'nslookup'), NSLOOKUP, { mode: 0o755 });
      await writeImage({ name: WAITING_IMAGE, layers: [base, join(root, 'layer')], cmd: ['sh'], env: baseEnv }, join(folder, 'image.tar'));
      rmSync(root, { recursive: true });
    },
  });
  return { images: [await managerImage('training-operator', OPERATOR_IMAGE, program), join(waiting, 'image.tar')], manifests };
}

export async function installableJobset(): Promise<Installable> {
  const { program, manifests } = await jobset();
  return { images: [await managerImage('jobset', JOBSET_IMAGE, program)], manifests };
}

/** Where a release's own manifests put its controller, and what they are built from. */
interface Release {
  readonly overlay: string;
  readonly namespace: string;
  readonly deployment: string;
  readonly image: string;
  /** The image that the manifests name. */
  readonly named: string;
}

const RELEASES: Readonly<Record<string, Release>> = {
  'training-operator': {
    overlay: 'overlays/standalone',
    namespace: 'kubeflow',
    deployment: 'training-operator',
    image: OPERATOR_IMAGE,
    named: OPERATOR_IMAGE.split(':')[0],
  },
  'jobset': { overlay: 'default', namespace: 'jobset-system', deployment: 'jobset-controller-manager', image: JOBSET_IMAGE, named: STAGING },
};

/** An operator in the cluster, as its release installs it. */
export class InstalledRelease {
  private readonly folder: string;
  private readonly release: Release;

  constructor(private readonly cluster: LocalCluster, name: string) {
    const manifests = cluster.parts.training[name];
    if (!manifests) { throw new Error(`this run has no ${name}: its suites asked for none`); }
    this.release = RELEASES[name];
    const all = join(cluster.parts.folder, name);
    cpSync(manifests, all, { recursive: true });
    this.folder = join(all, this.release.overlay);
    const file = join(this.folder, 'kustomization.yaml'), kustomization = parse(readFileSync(file, 'utf8'));
    const [newName, newTag] = this.release.image.split(':');
    writeFileSync(file, stringify({ ...kustomization, images: [{ name: this.release.named, newName, newTag }] }));
  }

  public apply(): void {
    this.run('apply', '--server-side', '-k', this.folder);
  }

  /** It looks for the certificate that it made less and less often, for minutes, until the kubelet has brought it: one that starts again finds it at once. */
  public async ready(): Promise<void> {
    const { namespace, deployment } = this.release;
    await this.cluster.api.until(`${deployment} has made a certificate`, { apiVersion: 'v1', kind: 'Secret', namespace },
      (all) => all.some(({ data }) => data?.['ca.crt']), SECONDS);
    this.run('rollout', 'restart', 'deployment', deployment, `--namespace=${namespace}`);
    this.run('rollout', 'status', 'deployment', deployment, `--namespace=${namespace}`, `--timeout=${SECONDS}s`);
  }

  public remove(): void {
    this.run('delete', '--ignore-not-found', `--timeout=${SECONDS}s`, '-k', this.folder);
  }

  private run(...args: string[]): void {
    const { code, err } = this.cluster.api.run(...args);
    if (code !== 0) { throw new Error(`kubectl ${args[0]} of ${this.folder}: ${err}`); }
  }
}
