// What a cluster is made of: each built when it is first asked for. The versions are those in go/*/go.mod, and in no other place.
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { command } from './command';
import { goNeeded, goProgram, pinned } from './go';
import { atLeast, lacking } from './machine';
import { tools } from './tools';

export { tools, type Tools } from './tools';

const KUBERNETES = 'k8s.io/kubernetes';
const COREDNS = 'github.com/coredns/coredns';
const CERT_MANAGER = 'github.com/cert-manager/cert-manager';
const KWOK = 'sigs.k8s.io/kwok';
const ARGO_CD = 'github.com/argoproj/argo-cd/v3';
const KUSTOMIZE_CONTROLLER = 'github.com/fluxcd/kustomize-controller';
const PROMETHEUS = 'github.com/prometheus/prometheus';
const TRAINING_OPERATOR = 'github.com/kubeflow/training-operator';
const JOBSET = 'sigs.k8s.io/jobset';

const COMPONENTS = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-proxy', 'kube-scheduler', 'kubectl', 'kubelet'];

/** API servers for acceptance alone, by the folder below go/: of the oldest version that builds, and of the newest. */
const API_SERVERS = ['apiserver-1.28', 'apiserver-1.36'];

/** The versions that `apiServer` has, oldest first. */
export const API_SERVER_VERSIONS: readonly string[] = API_SERVERS.map((name) => pinned(name, KUBERNETES));

/** Programs of Kubernetes are told their version by the linker. */
function kubernetesVersion(version: string): Record<string, string> {
  const [major, minor] = version.split('.');
  return Object.fromEntries(['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version']
    .flatMap((of) => [[`${of}.gitVersion`, `v${version}`], [`${of}.gitMajor`, major], [`${of}.gitMinor`, minor]]));
}

/** etcd and all of Kubernetes. `bin` is the folder of etcd, kube-apiserver, kube-controller-manager, kube-proxy, kube-scheduler, kubectl, kubelet. */
export async function kube(): Promise<{ readonly bin: string; readonly version: string }> {
  const bin = await goProgram({
    name: 'kube',
    module: KUBERNETES,
    variables: kubernetesVersion,
    also: async (folder) => COMPONENTS.forEach((component) => symlinkSync('kube', join(folder, component))),
    inputs: COMPONENTS,
  });
  return { bin, version: pinned('kube', KUBERNETES) };
}

/** The API server of one of API_SERVER_VERSIONS. */
export async function apiServer(version: string): Promise<{ readonly program: string; readonly version: string }> {
  const name = API_SERVERS[API_SERVER_VERSIONS.indexOf(version)];
  if (!name) throw new Error(`apiServer: version: got '${version}', expected ${API_SERVER_VERSIONS.join(' or ')}; ask for one of these`);
  const folder = await goProgram({ name, program: 'kube-apiserver', module: KUBERNETES, variables: kubernetesVersion, tags: 'providerless' });
  return { program: join(folder, 'kube-apiserver'), version };
}

/** CoreDNS with the plugins bind, errors, kubernetes and ready. */
export async function coredns(): Promise<{ readonly program: string }> {
  return { program: join(await goProgram({ name: 'coredns', module: COREDNS }), 'coredns') };
}

/** cert-manager's controllers, and its custom resource definitions as one file. */
export async function certManager(): Promise<{ readonly program: string; readonly crds: string }> {
  const crds = 'crds.yaml';
  const folder = await goProgram({
    name: 'cert-manager',
    module: CERT_MANAGER,
    also: async (to, source) => writeFileSync(join(to, crds), joined(yamlFiles(join(await source(CERT_MANAGER), 'deploy/crds')).map(withoutTemplates))),
    inputs: [crds, withoutTemplates.toString()],
  });
  return { program: join(folder, 'cert-manager'), crds: join(folder, crds) };
}

/** The module has its definitions as templates of a chart. Templated are their labels and annotations, which no API server needs, and comments. */
function withoutTemplates(crd: string): string {
  const plain = crd.replace(/^ {2}(# START annotations|labels:)[^]*?(?=^spec:)/m, '').replace(/^#.*\n/gm, '');
  if (plain.includes('{{')) throw new Error('cert-manager: deploy/crds: got a template in a definition, expected it in metadata alone; mend withoutTemplates');
  return plain;
}

/** kwok, which plays kubelet to nodes that only the API has, and the stages that it takes nodes and pods through if it is given none. */
export async function kwok(): Promise<{ readonly program: string; readonly stages: string }> {
  const stages = 'stages.yaml';
  const taken = ['node/fast', 'node/heartbeat-with-lease', 'pod/fast'];
  const folder = await goProgram({
    name: 'kwok',
    module: KWOK,
    package: `${KWOK}/cmd/kwok`,
    also: async (to, source) => {
      const all = join(await source(KWOK), 'kustomize/stage');
      writeFileSync(join(to, stages), joined(taken.flatMap((stage) => yamlFiles(join(all, stage)))));
    },
    inputs: [stages, ...taken],
  });
  return { program: join(folder, 'kwok'), stages: join(folder, stages) };
}

export const KUSTOMIZE_CONTROLLER_VERSION = pinned('kustomize-controller', KUSTOMIZE_CONTROLLER);

/** Flux's controller of Kustomizations, and their definition. */
export async function kustomizeController(): Promise<{ readonly program: string; readonly crds: string }> {
  const name = 'kustomize-controller', crds = 'crds.yaml';
  const folder = await goProgram({
    name,
    module: KUSTOMIZE_CONTROLLER,
    package: KUSTOMIZE_CONTROLLER,
    also: async (to, source) => writeFileSync(join(to, crds), joined(yamlFiles(join(await source(KUSTOMIZE_CONTROLLER), 'config/crd/bases')))),
    inputs: [crds],
  });
  return { program: join(folder, name), crds: join(folder, crds) };
}

const ARGO_PARTS = ['argocd-application-controller', 'argocd-repo-server', 'argocd-redis'];
export const ARGO_CD_VERSION = pinned('argocd', ARGO_CD);

/** Argo CD without its API server. `bin` is the folder of argocd-application-controller, argocd-repo-server, argocd-redis. */
export async function argoCd(): Promise<{ readonly bin: string; readonly crds: string }> {
  const crds = 'crds.yaml';
  const bin = await goProgram({
    name: 'argocd',
    module: ARGO_CD,
    variables: (of) => ({ [`${ARGO_CD}/common.version`]: of }),
    also: async (to, source) => {
      ARGO_PARTS.forEach((part) => symlinkSync('argocd', join(to, part)));
      writeFileSync(join(to, crds), joined(yamlFiles(join(await source(ARGO_CD), 'manifests/crds'))));
    },
    inputs: [crds, ...ARGO_PARTS],
  });
  return { bin, crds: join(bin, crds) };
}

/** What the sandbox of every pod runs. Static, so it is all that an image of it holds. */
export async function pause(): Promise<{ readonly program: string }> {
  return { program: join(await goProgram({ name: 'pause' }), 'pause') };
}

export const PROMTOOL_VERSION = pinned('promtool', PROMETHEUS);

/** What checks the rules of a Prometheus, and tries them on made-up series. Its version is that of the Go module: v0.316 is Prometheus 3.16. */
export async function promtool(): Promise<{ readonly program: string }> {
  const folder = await goProgram({ name: 'promtool', module: PROMETHEUS, package: `${PROMETHEUS}/cmd/promtool` });
  return { program: join(folder, 'promtool') };
}

export const TRAINING_OPERATOR_VERSION = pinned('training-operator', TRAINING_OPERATOR);
export const JOBSET_VERSION = pinned('jobset', JOBSET);

/** The operator of TFJob, PyTorchJob and the like. `manifests` are its release's, for kustomize; the definitions are below base/crds. */
export async function trainingOperator(): Promise<{ readonly program: string; readonly manifests: string }> {
  const folder = await goProgram({
    name: 'training-operator',
    module: TRAINING_OPERATOR,
    package: `${TRAINING_OPERATOR}/cmd/training-operator.v1`,
    also: async (to, source) => copied(join(await source(TRAINING_OPERATOR), 'manifests'), join(to, 'manifests')),
    inputs: ['manifests'],
  });
  return { program: join(folder, 'training-operator'), manifests: join(folder, 'manifests') };
}

/** The controller of JobSet. `manifests` are its release's, for kustomize; the definition is below components/crd/bases. */
export async function jobset(): Promise<{ readonly program: string; readonly manifests: string }> {
  const folder = await goProgram({
    name: 'jobset',
    module: JOBSET,
    package: JOBSET,
    also: async (to, source) => copied(join(await source(JOBSET), 'config'), join(to, 'manifests')),
    inputs: ['config'],
  });
  return { program: join(folder, 'jobset'), manifests: join(folder, 'manifests') };
}

/** Go keeps its modules without the right to write: a copy must be removable. */
async function copied(from: string, to: string): Promise<void> {
  await command('cp', ['-r', '--no-preserve=mode', from, to], { seconds: 60 });
}

/** What the YAML files in a folder say. */
function yamlFiles(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.yaml') && name !== 'kustomization.yaml').sort().map((name) => readFileSync(join(folder, name), 'utf8'));
}

function joined(documents: readonly string[]): string {
  return documents.map((each) => each.trimEnd().replace(/^---\n/, '')).join('\n---\n').concat('\n');
}

/** Builds one by its name, and gives the folder that it is in. */
export const ARTIFACTS: Readonly<Record<string, () => Promise<string>>> = {
  'kube': async () => (await kube()).bin,
  'tools': async () => (await tools()).folder,
  'pause': async () => dirname((await pause()).program),
  'coredns': async () => dirname((await coredns()).program),
  'cert-manager': async () => dirname((await certManager()).program),
  ...Object.fromEntries(API_SERVERS.map((name, i) => [name, async () => dirname((await apiServer(API_SERVER_VERSIONS[i])).program)])),
  'kwok': async () => dirname((await kwok()).program),
  'argocd': async () => (await argoCd()).bin,
  'kustomize-controller': async () => dirname((await kustomizeController()).program),
  'promtool': async () => dirname((await promtool()).program),
  'training-operator': async () => dirname((await trainingOperator()).program),
  'jobset': async () => dirname((await jobset()).program),
};

/** What this machine lacks to build them all, in words: empty where nothing is missing. */
export function missing(): string[] {
  const versions = Object.keys(ARTIFACTS).filter((name) => name !== 'tools').map(goNeeded);
  return lacking({ go: versions.reduce((highest, version) => (atLeast(version, highest) ? version : highest)), debian: true });
}
