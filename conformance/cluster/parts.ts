// What a run is made of: where the built programs and images are, and where the run keeps its state. Written by the process that
// builds, read by those inside the run's namespaces.
import * as fs from 'fs';
import * as path from 'path';

export interface Parts {
  /** The run's name: in its folder, its cgroups. */
  readonly run: string;
  /** The run's folder. */
  readonly folder: string;
  /** The cache that artifacts are in: on the file system of `folder`, so that links can be made. */
  readonly cache: string;
  /** Folder of etcd, kube-apiserver, kube-controller-manager, kube-scheduler, kubelet, kube-proxy and kubectl. */
  readonly kube: string;
  /** The Kubernetes version of these. */
  readonly version: string;
  readonly coredns: string;
  readonly certManager: { readonly program: string; readonly crds: string };
  /** Flux's controller of Kustomizations, where a suite needs it. */
  readonly flux?: { readonly program: string; readonly crds: string };
  /** Argo CD, where a suite needs it. */
  readonly argoCd?: { readonly bin: string; readonly crds: string };
  /** The manifests of the operators of training jobs, for kustomize, where a suite needs them. */
  readonly training: { readonly [operator: string]: string };
  /** Whether all of the run's own are there: the suites that come last wait for theirs. */
  readonly complete: boolean;
  /** Where a suite needs fake nodes. */
  /** Folders of definitions of custom resources, for suites that try every kind. */
  readonly definitions: readonly string[];
  readonly kwok?: { readonly program: string; readonly stages: string };
  /** API servers for acceptance alone: version -> program. */
  readonly apiServers: Record<string, string>;
  /** Image archives, the pause image first. */
  readonly images: readonly string[];
  /** PATH and what else the programs unpacked from Debian packages need. */
  readonly env: Record<string, string>;
}

const FILE = 'parts.json';

export function writeParts(parts: Parts): void {
  fs.mkdirSync(parts.folder, { recursive: true });
  const file = path.join(parts.folder, FILE);
  fs.writeFileSync(`${file}.new`, JSON.stringify(parts, undefined, 1)); // whole at once: it may be read meanwhile
  fs.renameSync(`${file}.new`, file);
}

/** Once the last part is there. */
export async function completeParts(folder: string): Promise<Parts> {
  for (;;) {
    const parts = readParts(folder);
    if (parts.complete) { return parts; }
    await new Promise((go) => setTimeout(go, 500));
  }
}

export function readParts(folder: string): Parts {
  return JSON.parse(fs.readFileSync(path.join(folder, FILE), 'utf8'));
}
