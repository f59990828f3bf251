import { App, Chart } from 'cdk8s';
import { structuralFindings, StructureOptions } from './structure';
import { BuiltinWorkload } from '../../src/builtin/builtin-workload';
import { cassandra, kafka, postgres, training } from '../fixtures/plans';

/** A check must be seen to fail once: each breaks good objects in one way, and is found. */

const OPTIONS: StructureOptions = {
  externalSecrets: ['events-controller-tls', 'events-broker-tls', 'events-admin-tls', 'profiles-node-tls', 'ledger-passwords', 'model-registry'],
  external: ['images'],
  runtimeLabels: ['role'],
  kubernetesMinor: 35,
};

const GOOD = JSON.stringify([kafka, cassandra, postgres, training].flatMap((plan) => {
  const chart = new Chart(new App(), 'chart');
  new BuiltinWorkload(chart, plan());
  return chart.toJson();
}));

/** What is found after `broken` was done to good objects. */
function findings(broken: (find: (kind: string, name: string) => any, objects: any[]) => void, options: Partial<StructureOptions> = {}): string[] {
  const objects: any[] = JSON.parse(GOOD);
  broken((kind, name) => {
    const found = objects.find((object) => object.kind === kind && new RegExp(`^${name}(-[0-9a-f]{10})?$`).test(object.metadata.name));
    if (!found) throw new Error(`${kind} ${name}`);
    return found;
  }, objects);
  return structuralFindings(objects, { ...OPTIONS, ...options });
}

type Broken = Parameters<typeof findings>[0];
const pod = (object: any) => object.spec.template.spec;
const main = (object: any) => pod(object).containers[0];
const broker = (find: any) => find('StatefulSet', 'events-broker');

test('nothing is found in good objects', () => {
  expect(structuralFindings(JSON.parse(GOOD), OPTIONS)).toEqual([]);
});

test.each<[string, Broken, Partial<StructureOptions>?]>([
  ['identity: Service profiles-node: another', (find, objects) => { objects.push(find('Service', 'profiles-node')); }],
  ['name: Service 9lives', (find) => { find('Service', 'events').metadata.name = '9lives'; }],
  ['name: ServiceAccount Big', (find) => { find('ServiceAccount', 'events-broker').metadata.name = 'Big'; }],
  ['name: ClusterRole a/b', (find) => { find('ClusterRole', 'orders:events-broker:zone').metadata.name = 'a/b'; }],
  ['name: StatefulSet bbb', (find) => { broker(find).metadata.name = 'b'.repeat(53); }],
  ['name: CronJob bbb', (find) => { find('CronJob', 'ledger-backup').metadata.name = 'b'.repeat(53); }],
  ['name: Job bbb', (find) => { find('Job', 'mnist-r7-worker').metadata.name = 'b'.repeat(62); }],
  ['label: StatefulSet events-broker: x: two words', (find) => { broker(find).spec.template.metadata.labels.x = 'two words'; }],
  ['label: Service events', (find) => { find('Service', 'events').metadata.labels['a b'] = 'c'; }],
  ['namespace: Service events', (find) => { delete find('Service', 'events').metadata.namespace; }],
  ['namespace: ClusterRole', (find) => { find('ClusterRole', 'orders:events-broker:zone').metadata.namespace = 'orders'; }],
  ['selector: StatefulSet events-broker: does not select its own pods', (find) => { broker(find).spec.selector.matchLabels.x = 'y'; }],
  ["selector: StatefulSet events-broker: selects another owner's pods", (find) => { delete broker(find).spec.selector.matchLabels['app.kubernetes.io/component']; }],
  ['selector: StatefulSet events-broker: its spread', (find) => { pod(broker(find)).topologySpreadConstraints[0].labelSelector.matchLabels.x = 'y'; }],
  ['selector: NetworkPolicy events-broker', (find) => { find('NetworkPolicy', 'events-broker').spec.podSelector.matchLabels.x = 'y'; }],
  ['selector: PodDisruptionBudget events-broker', (find) => { find('PodDisruptionBudget', 'events-broker').spec.selector.matchLabels.x = 'y'; }],
  ['service: Service events: selects no pods', (find) => { find('Service', 'events').spec.selector.x = 'y'; }],
  ['service: Service ledger-rw: selects no pods', () => {}, { runtimeLabels: [] }],
  ['service: Service events-broker: pods of events-broker have no port http', (find) => { find('Service', 'events-broker').spec.ports[0].targetPort = 'http'; }],
  ['volume: StatefulSet events-broker: two volumes named tmp', (find) => { pod(broker(find)).volumes.push({ name: 'tmp', emptyDir: {} }); }],
  ['volume: StatefulSet events-broker: container broker mounts data', (find) => { delete broker(find).spec.volumeClaimTemplates; }],
  ['volume: StatefulSet events-broker: container broker mounts at tmp', (find) => { main(broker(find)).volumeMounts[0].mountPath = 'tmp'; }],
  ['volume: StatefulSet events-broker: container broker mounts twice', (find) => { main(broker(find)).volumeMounts[0].mountPath = '/tmp'; }],
  ['volume: StatefulSet events-broker: nobody mounts tls', (find) => { main(broker(find)).volumeMounts.splice(3, 1); }],
  ['reference: StatefulSet events-broker: nobody makes Secret events-broker-tls', () => {}, { externalSecrets: [] }],
  ['reference: StatefulSet events-broker: there is no ConfigMap', (find) => { find('ConfigMap', 'events-broker').metadata.name = 'x'; }],
  ['reference: StatefulSet events-broker: ConfigMap events-broker has no y', (find) => { pod(broker(find)).volumes.find((v: any) => v.name === 'config').configMap.items = [{ key: 'y' }]; }],
  ['reference: StatefulSet events-broker: there is no ConfigMap x', (find) => { main(broker(find)).env[0].valueFrom = { configMapKeyRef: { name: 'x', key: 'y' } }; }],
  ['reference: StatefulSet events-broker: nobody makes Secret x', (find) => { main(broker(find)).envFrom = [{ secretRef: { name: 'x' } }]; }],
  ['reference: StatefulSet events-broker: nobody makes Secret pull', (find) => { pod(broker(find)).imagePullSecrets = [{ name: 'pull' }]; }],
  ['reference: StatefulSet events-broker: there is no PersistentVolumeClaim x', (find) => { pod(broker(find)).volumes[1] = { name: 'tmp', persistentVolumeClaim: { claimName: 'x' } }; }],
  ['reference: StatefulSet events-broker: there is no ServiceAccount', (find) => { find('ServiceAccount', 'events-broker').metadata.name = 'x'; }],
  ['budget: StatefulSet events-controller: its pods are in 2 budgets', (find) => { delete find('PodDisruptionBudget', 'events-broker').spec.selector.matchLabels['app.kubernetes.io/component']; }],
  ['budget: PodDisruptionBudget events-broker: lets nobody go', (find) => { find('PodDisruptionBudget', 'events-broker').spec.maxUnavailable = 0; }],
  ['budget: PodDisruptionBudget mnist-r7-worker: lets nobody go', (find) => { find('PodDisruptionBudget', 'mnist-r7-worker').spec.minAvailable = 4; }],
  ['budget: PodDisruptionBudget mnist-r7-worker: its owner has no scale', (find) => { find('PodDisruptionBudget', 'mnist-r7-worker').spec = { maxUnavailable: 1, selector: find('PodDisruptionBudget', 'mnist-r7-worker').spec.selector }; }],
  ['budget: PodDisruptionBudget events-broker: says none or both', (find) => { find('PodDisruptionBudget', 'events-broker').spec.minAvailable = 1; }],
  ['headless: StatefulSet events-broker: there is no Service x', (find) => { broker(find).spec.serviceName = 'x'; }],
  ['headless: StatefulSet events-broker: Service events-broker is not', (find) => { delete find('Service', 'events-broker').spec.clusterIP; }],
  ['headless: Job mnist-r7-worker: there is no Service x', (find) => { pod(find('Job', 'mnist-r7-worker')).subdomain = 'x'; }],
  ['headless: StatefulSet events-broker: Service events-broker does not select', (find) => { find('Service', 'events-broker').spec.selector.x = 'y'; }],
  ['binding: RoleBinding profiles-node-founding: there is no Role', (find) => { find('Role', 'profiles-node-founding').metadata.name = 'x'; }],
  ['binding: ClusterRoleBinding orders:events-broker:zone: there is no ServiceAccount', (find) => { find('ClusterRoleBinding', 'orders:events-broker:zone').subjects[0].name = 'x'; }],
  ['empty: StatefulSet events-broker: spec.template.spec.tolerations', (find) => { pod(broker(find)).tolerations = []; }],
  ['empty: Service events: metadata.annotations', (find) => { find('Service', 'events').metadata.annotations = {}; }],
  ['empty: Service events: spec.x is null', (find) => { find('Service', 'events').spec.x = null; }],
  ['script: StatefulSet events-broker: container broker runs /run/member/files/ready.sh', (find) => { delete find('ConfigMap', 'events-broker').data['ready.sh']; }],
  ['script: StatefulSet events-broker: container prepare runs /config/prepare.sh', (find) => { delete find('ConfigMap', 'events-broker').data['prepare.sh']; }],
  ['script: Job events-topics', (find) => { delete find('ConfigMap', 'events-topics').data['topics.sh']; }],
  ['script: StatefulSet events-broker: container broker runs /run/member/files/start.sh, and nothing', (find) => { delete pod(broker(find)).initContainers; }],
  ['version: Job mnist-r7-worker: "successPolicy": needs Kubernetes 1.31', () => {}, { kubernetesMinor: 30 }],
  ['version: StatefulSet profiles-node: metadata.labels', () => {}, { kubernetesMinor: 34 }],
  ['version: StatefulSet events-broker: sidecar prepare', (find) => { pod(broker(find)).initContainers[0].restartPolicy = 'Always'; }, { kubernetesMinor: 28 }],
  ['port: StatefulSet events-broker: Internal', (find) => { main(broker(find)).ports[0].name = 'Internal'; }],
  ['port: StatefulSet events-broker: two ports of a pod have one name', (find) => { main(broker(find)).ports[0].name = 'clients'; }],
  ['port: StatefulSet events-broker: two ports of a pod have one number', (find) => { main(broker(find)).ports[0].containerPort = 9092; }],
  ['port: StatefulSet events-broker: a number', (find) => { main(broker(find)).ports[0].containerPort = 70000; }],
  ['port: Service events-broker: two ports', (find) => { find('Service', 'events-broker').spec.ports[0].name = 'clients'; }],
  ['port: Service events: has no port', (find) => { delete find('Service', 'events').spec.ports; delete find('Service', 'events').spec.clusterIP; }],
  ['quantity: StatefulSet events-broker: memory of broker: 8192Mi', (find) => { main(broker(find)).resources.limits.memory = '8192Mi'; }],
  ['quantity: StatefulSet events-broker: cpu of broker: 1000m', (find) => { main(broker(find)).resources.requests.cpu = '1000m'; }],
  ['quantity: StatefulSet events-broker: cpu of broker: 0.5', (find) => { main(broker(find)).resources.requests.cpu = '0.5'; }],
  ['quantity: StatefulSet events-broker: cpu of broker: 2 is', (find) => { main(broker(find)).resources.requests.cpu = 2; }],
  ['quantity: StatefulSet events-broker: volume run', (find) => { pod(broker(find)).volumes[0].emptyDir.sizeLimit = '1024Ki'; }],
  ['quantity: StatefulSet events-broker: claim data lacks', (find) => { delete broker(find).spec.volumeClaimTemplates[0].kind; }],
  ['security: StatefulSet events-broker: its pods are not restricted', (find) => { pod(broker(find)).securityContext.runAsUser = 0; }],
  ['security: StatefulSet events-broker: its pods reach', (find) => { pod(broker(find)).hostNetwork = true; }],
  ['security: StatefulSet events-broker: container prepare', (find) => { delete pod(broker(find)).initContainers[0].securityContext.capabilities; }],
  ['security: StatefulSet events-broker: Services', (find) => { delete pod(broker(find)).enableServiceLinks; }],
  ['token: StatefulSet events-broker: every container', (find) => { delete pod(broker(find)).automountServiceAccountToken; }],
  ['token: StatefulSet events-broker: has a token and no right', (find) => { delete find('ClusterRoleBinding', 'orders:events-broker:zone').subjects; }],
  ['token: Job mnist-r7-worker: has a right and no token', (find) => { find('RoleBinding', 'profiles-node-founding').subjects.push({ kind: 'ServiceAccount', name: 'mnist-r7-worker', namespace: 'research' }); }],
  ['job: Job mnist-r7-worker: podFailurePolicy', (find) => { pod(find('Job', 'mnist-r7-worker')).restartPolicy = 'OnFailure'; }],
  ['job: Job mnist-r7-worker: restarts', (find) => { pod(find('Job', 'mnist-r7-worker')).restartPolicy = 'Always'; }],
  ['job: Job mnist-r7-worker: vanishes', (find) => { find('Job', 'mnist-r7-worker').spec.ttlSecondsAfterFinished = 60; }],
  ['job: Job mnist-r7-worker: no container x', (find) => { find('Job', 'mnist-r7-worker').spec.podFailurePolicy.rules[1].onExitCodes.containerName = 'x'; }],
])('%s', (text, broken, options = {}) => {
  expect(findings(broken, options)).toContainEqual(expect.stringContaining(text));
});
