import { App, Chart, YamlOutputType } from 'cdk8s';
import { IConstruct } from 'constructs';
import { isDefinition, isNamespace, kindOf } from './marks';
import { objectsOf } from './objects';
import { Stage, STAGES } from './stage';
import { message } from '../contract/message';

/** Where a chart stands. */
export interface Placement {
  readonly chart: Chart;
  readonly stage: Stage;
  /** Of the tool's object that brings it into the cluster. */
  readonly name: string;
}

/** They are there, or come by themselves: https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces */
const INITIAL_NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/** Kinds of Kubernetes' own that are in a namespace: `kubectl api-resources --namespaced`. */
const NAMESPACED = new Set([
  ...[
    'ConfigMap', 'Endpoints', 'LimitRange', 'PersistentVolumeClaim', 'Pod', 'PodTemplate', 'ReplicationController', 'ResourceQuota', 'Secret',
    'Service', 'ServiceAccount',
  ].map((kind) => `core/${kind}`),
  ...['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'].map((kind) => `apps/${kind}`),
  ...['CronJob', 'Job'].map((kind) => `batch/${kind}`),
  ...['Ingress', 'NetworkPolicy'].map((kind) => `networking.k8s.io/${kind}`),
  ...['Role', 'RoleBinding'].map((kind) => `rbac.authorization.k8s.io/${kind}`),
  'autoscaling/HorizontalPodAutoscaler', 'coordination.k8s.io/Lease', 'discovery.k8s.io/EndpointSlice', 'policy/PodDisruptionBudget',
]);

/** What is wrong with a layout, when all objects are known. */
export function problems(layout: Chart, placements: Placement[], existingNamespaces: string[]): string[] {
  const { path } = layout.node;
  return [
    ...placements.flatMap((placement) => empty(path, placement)),
    ...placements.flatMap((placement) => strayDefinitions(path, placement)),
    ...placements.flatMap((placement) => nowhere(path, placement)),
    ...missingNamespaces(path, placements, existingNamespaces),
    ...placements.flatMap(({ chart }) => overwritten(path, chart)),
    ...numberedFiles(layout),
  ];
}

/** Git keeps no empty folders, and a tool takes a folder that is not there for a mistake. */
function empty(path: string, { chart, stage }: Placement): string[] {
  if (objectsOf(chart).length > 0) return [];
  return [message({
    path,
    what: stage,
    got: `${chart.node.path} without an object`,
    expected: 'charts with objects',
    change: 'leave it away until there are some',
  })];
}

function strayDefinitions(path: string, { chart, stage }: Placement): string[] {
  if (stage === 'definitions') return [];
  const stray = objectsOf(chart).filter(isDefinition).map(({ name }) => name);
  if (stray.length === 0) return [];
  return [message({
    path,
    what: stage,
    got: `the definition${stray.length > 1 ? 's' : ''} ${stray.join(', ')} in ${chart.node.path}`,
    expected: 'definitions in charts of their own: with a definition that is pruned all its custom resources go',
    change: 'make them in a chart that stands in definitions',
  })];
}

/**
 * What kubectl would put into the namespace that a person is in: both tools refuse it (`Namespace for ... is missing` in
 * https://github.com/argoproj/argo-cd/blob/v3.5.1/controller/state.go; https://github.com/fluxcd/flux2/issues/3742).
 */
function nowhere(path: string, { chart, stage }: Placement): string[] {
  const [object] = objectsOf(chart).filter((candidate) => NAMESPACED.has(kindOf(candidate)) && candidate.metadata.namespace === undefined);
  if (!object) return [];
  return [message({
    path,
    what: stage,
    got: `${object.kind} ${object.name} of ${chart.node.path} without a namespace`,
    expected: 'one: a tool is in none that it could mean',
    change: `write new Chart(app, '${chart.node.id}', { namespace: 'orders' })`,
  })];
}

function missingNamespaces(path: string, placements: Placement[], existing: string[]): string[] {
  const made = new Map<string, Stage>();
  const firstUse = new Map<string, Placement>();
  for (const placement of placements) {
    for (const object of objectsOf(placement.chart)) {
      const { namespace } = object.metadata;
      if (isNamespace(object)) {
        if (!made.has(object.name)) made.set(object.name, placement.stage);
      } else if (namespace !== undefined && !firstUse.has(namespace)) {
        firstUse.set(namespace, placement);
      }
    }
  }
  return [...firstUse].flatMap(([namespace, { chart, stage }]) => {
    if (INITIAL_NAMESPACES.includes(namespace) || existing.includes(namespace)) return [];
    const maker = made.get(namespace);
    if (maker !== undefined && STAGES.indexOf(maker) <= STAGES.indexOf(stage)) return [];
    return [message({
      path,
      what: `namespace ${namespace} of ${chart.node.path}`,
      got: maker === undefined ? 'no object that makes it' : `an object that makes it in ${maker}, which come later`,
      expected: 'a Namespace in a chart of definitions, or somebody else who makes it',
      change: maker === undefined ? `make it there, or write existingNamespaces: ['${namespace}']` : 'move it there',
    })];
  });
}

/** As cdk8s names the file of an object, without its namespace. */
function overwritten(path: string, chart: Chart): string[] {
  if (App.of(chart).yamlOutputType !== YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE) return [];
  const files = new Map<string, string>();
  return objectsOf(chart).flatMap((object) => {
    const file = `${object.kind}.${object.name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
    const shown = `${object.kind} ${object.metadata.namespace ?? '(no namespace)'}/${object.name}`;
    const other = files.get(file);
    files.set(file, shown);
    if (other === undefined || other === shown) return []; // the same object twice is told elsewhere
    return [message({
      path,
      what: `file ${file} of ${chart.node.path}`,
      got: `${other} and ${shown}`,
      expected: 'one object: cdk8s names the files by kind and name, and would overwrite one of them',
      change: 'move one of them to another chart, or rename it',
    })];
  });
}

/** As soon as one chart depends on another, cdk8s numbers all files, and the tools' paths lead nowhere. */
function numberedFiles(layout: Chart): string[] {
  const nested = layout.node.root.node.findAll().find((node) => Chart.isChart(node) && Chart.isChart(node.node.scope));
  const dependent = layout.node.root.node.findAll().find((node) => node.node.dependencies.some((other) => chartOf(other) !== chartOf(node)));
  const found = nested ? `${nested.node.path}, a chart in a chart` : dependent && `${dependent.node.path}, which depends on another chart`;
  if (!found) return [];
  return [message({
    path: layout.node.path,
    what: 'order of charts',
    got: found,
    expected: 'none between charts: cdk8s numbers their files then, and another chart renames all of them',
    change: nested ? 'make it in the app' : 'leave addDependency away: the order of the stages is kept by the tool',
  })];
}

function chartOf(node: IConstruct): IConstruct | undefined {
  return Chart.isChart(node) || node.node.scope === undefined ? node : chartOf(node.node.scope);
}
