// A small app as a GitOps tool gets it: an operator, its definition and its rights, custom resources of it, and a script. Synthesized to a folder that is
// what its repository would be.
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ApiObject, App, Chart, Duration, YamlOutputType } from 'cdk8s';
import { ApiResource } from 'cdk8s-plus-27';
import { parseAllDocuments } from 'yaml';
import { CACHE } from '../../examples/own-operator/cache';
import { PAUSE_IMAGE } from '../images/pause';
import { KubeObject } from '../kubernetes/api';
import { namespaceOf } from '../kubernetes/namespace';
import { manifests } from '../own-operator/example';
import { GitOpsLayout, GitOpsTool, Operator, Platform, StatusCheck } from 'cdk8s-data';

export const OPERATOR = 'cache-operator', SHOP = 'shop', SCRIPTS = 'scripts';
export const NAMESPACES = [OPERATOR, SHOP];
/** Below the folder of the repository, as the layout is told by default. */
const DIST = 'dist';

/** What a shell takes for variables of its own, and a tool for variables of its. */
export const SCRIPT = 'echo "${GREETING:-hello} from $$"\n';

/** How long Flux waits for health, in seconds. */
export const FLUX_TIMEOUT_SECONDS = 20;

export const TOOLS = {
  'argo-cd': (url = 'https://git.example.com/shop/shop.git') => GitOpsTool.argoCd({ repository: url, healthChecks: true }),
  'flux': () => GitOpsTool.flux({ timeout: Duration.seconds(FLUX_TIMEOUT_SECONDS) }),
} as const;

export type Tool = keyof typeof TOOLS;

/** How an object says that it may be pruned. */
const PRUNED: Record<Tool, readonly [string, string]> = {
  'argo-cd': ['argocd.argoproj.io/sync-options', 'Prune=true'],
  'flux': ['kustomize.toolkit.fluxcd.io/prune', 'enabled'],
};

export interface Contents {
  /** Where the tool finds the repository, if it looks. */
  readonly url?: string;
  /** The Caches, and the image of each. */
  readonly caches?: Record<string, string>;
  /** Whether the script lets Flux put its variables in. */
  readonly substituted?: boolean;
  /** Whether the definition says that it may be pruned. */
  readonly unmarked?: boolean;
  /** Whether the definition of Caches and their namespace have left. */
  readonly leftOut?: boolean;
}

let controller: string | undefined;

/** The image that the cluster has. */
function controllerName(): string {
  controller ??= manifests().find((o) => o.kind === 'Deployment')!.spec.template.spec.containers[0].image as string;
  return controller;
}

/** Writes the app to an empty folder, which stands for its repository. */
export function synthesize(repository: string, tool: Tool, contents: Contents = {}): void {
  const { caches = { sessions: PAUSE_IMAGE, pages: PAUSE_IMAGE }, substituted = false, unmarked = false, leftOut = false } = contents;
  const app = new App({
    outdir: path.join(repository, DIST),
    yamlOutputType: tool === 'flux' ? YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE : YamlOutputType.FILE_PER_CHART,
  });
  Platform.onPrem({ zones: ['zone-a', 'zone-b', 'zone-c'], kubernetesVersion: '1.34' }).applyTo(app);
  const foundation = new Chart(app, 'foundation');
  for (const name of leftOut ? [OPERATOR] : NAMESPACES) { new ApiObject(foundation, name, namespaceOf(name)); }
  const operator = new Operator(new Chart(app, OPERATOR, { namespace: OPERATOR }), OPERATOR, {
    group: 'cache.example.com',
    resources: [CACHE],
    definitionsIn: leftOut ? new Chart(new App(), 'elsewhere') : foundation,
    controller: {
      image: controllerName(),
      replicas: 2,
      watchedNamespaces: [SHOP],
      owns: [ApiResource.DEPLOYMENTS, ApiResource.SERVICES],
    },
  });
  const shop = new Chart(app, SHOP, { namespace: SHOP });
  for (const [name, image] of Object.entries(caches)) { operator.resource('Cache').create(shop, name, { spec: { image, replicas: 2, probe: 'none' } }); }
  const marks = substituted ? { annotations: { 'kustomize.toolkit.fluxcd.io/substitute': 'enabled' } } : {};
  new ApiObject(shop, SCRIPTS, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: SCRIPTS, ...marks }, data: { 'greet.sh': SCRIPT } });
  if (unmarked) {
    const { metadata } = foundation.apiObjects.find(({ kind }) => kind === 'CustomResourceDefinition')!;
    metadata.addAnnotation(...PRUNED[tool]);
  }
  new GitOpsLayout(app, 'delivery', {
    tool: TOOLS[tool](contents.url),
    definitions: [foundation],
    operators: [operator.node.scope as Chart],
    workloads: [shop],
    existingNamespaces: leftOut ? [SHOP] : [],
    health: [{ group: 'cache.example.com', kind: 'Cache', ready: [StatusCheck.condition('Ready')] }],
  });
  app.synth();
}

/** What a file of the repository, or all files of a folder, say. */
export function objectsAt(repository: string, at: string = DIST): KubeObject[] {
  const whole = path.join(repository, at);
  if (!fs.statSync(whole).isDirectory()) { return parseAllDocuments(fs.readFileSync(whole, 'utf8')).map((document) => document.toJS() as KubeObject); }
  return fs.readdirSync(whole).sort().flatMap((name) => objectsAt(repository, path.join(at, name)));
}

/** Does something with a repository that the app was just written to. */
export function withRepository<T>(tool: Tool, contents: Contents, run: (repository: string) => T): T {
  const repository = fs.mkdtempSync(path.join(os.tmpdir(), 'conformance-gitops-'));
  try {
    synthesize(repository, tool, contents);
    return run(repository);
  } finally {
    fs.rmSync(repository, { recursive: true });
  }
}

/** All that is declared, for each tool: what a proof is one of. */
export function declared(): KubeObject[] {
  return (Object.keys(TOOLS) as Tool[]).flatMap((tool) => withRepository(tool, {}, (repository) => objectsAt(repository)));
}
