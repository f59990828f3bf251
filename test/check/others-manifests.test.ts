import { compare } from '../../src/check/compare';
import { readManifests } from '../../src/manifests/manifests';

/*
 * Manifests that this library did not render, written after well-known examples: what people have in their folders.
 */

/** The worst first, as `class: object path`. */
function changes(before: string, after: string): string[] {
  const [was, is] = [before, after].map((text) => readManifests([{ name: 'a.yaml', text }]).objects);
  return compare(was, is).map(({ class: of, object, path, rule }) => `${of}: ${object.kind} ${object.name}${path === '' ? '' : ` ${path}`} (${rule})`);
}

/** After the Kubernetes tutorial on WordPress and MySQL: a Deployment with a claim, and a Secret. */
const WORDPRESS = `
apiVersion: v1
kind: Secret
metadata:
  name: mysql-pass
type: Opaque
stringData:
  password: not-this-one
---
apiVersion: v1
kind: Service
metadata:
  name: wordpress-mysql
  labels: &labels
    app: wordpress
spec:
  ports:
    - port: 3306
  selector:
    <<: *labels
    tier: mysql
  clusterIP: None
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: mysql-pv-claim
  labels:
    app: wordpress
spec:
  accessModes:
    - ReadWriteOnce
  resources:
    requests:
      storage: 20Gi
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: wordpress-mysql
  labels:
    app: wordpress
spec:
  selector:
    matchLabels:
      app: wordpress
      tier: mysql
  strategy:
    type: Recreate
  template:
    metadata:
      labels:
        app: wordpress
        tier: mysql
    spec:
      containers:
        - image: mysql:8.0
          name: mysql
          env:
            - name: MYSQL_ROOT_PASSWORD
              valueFrom:
                secretKeyRef:
                  name: mysql-pass
                  key: password
          ports:
            - containerPort: 3306
              name: mysql
          volumeMounts:
            - name: mysql-persistent-storage
              mountPath: /var/lib/mysql
      volumes:
        - name: mysql-persistent-storage
          persistentVolumeClaim:
            claimName: mysql-pv-claim
`;

/** After the Kubernetes tutorial on ZooKeeper. */
const ZOOKEEPER = `
apiVersion: v1
kind: Service
metadata: { name: zk-hs, labels: { app: zk } }
spec: { ports: [{ port: 2888, name: server }, { port: 3888, name: leader-election }], clusterIP: None, selector: { app: zk } }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: zk-pdb }
spec: { selector: { matchLabels: { app: zk } }, maxUnavailable: 1 }
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: zk
spec:
  selector:
    matchLabels:
      app: zk
  serviceName: zk-hs
  replicas: 3
  updateStrategy:
    type: RollingUpdate
  podManagementPolicy: OrderedReady
  template:
    metadata:
      labels:
        app: zk
    spec:
      containers:
        - name: kubernetes-zookeeper
          image: "registry.k8s.io/kubernetes-zookeeper:1.0-3.4.10"
          command: [sh, -c, "start-zookeeper --servers=3"]
          volumeMounts: [{ name: datadir, mountPath: /var/lib/zookeeper }]
  volumeClaimTemplates:
    - metadata:
        name: datadir
      spec:
        accessModes: ["ReadWriteOnce"]
        resources:
          requests:
            storage: 10Gi
`;

/** After Strimzi's examples. */
const STRIMZI = `
apiVersion: kafka.strimzi.io/v1
kind: KafkaNodePool
metadata: { name: dual-role, labels: { strimzi.io/cluster: my-cluster } }
spec: { replicas: 3, roles: [controller, broker], storage: { type: jbod, volumes: [{ id: 0, type: persistent-claim, size: 100Gi, deleteClaim: false }] } }
---
apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: { name: my-cluster }
spec: { kafka: { version: 4.1.0, config: { min.insync.replicas: 2 } }, entityOperator: { topicOperator: {} } }
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata: { name: my-topic, labels: { strimzi.io/cluster: my-cluster } }
spec: { partitions: 1, replicas: 1 }
`;

/** After kube-prometheus: the operator's kinds, and texts full of braces. */
const PROMETHEUS = `
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: { name: k8s, namespace: monitoring }
spec: { replicas: 2, retention: 10d }
---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: node-exporter-rules, namespace: monitoring }
spec:
  groups:
    - name: node-exporter
      rules:
        - alert: NodeFilesystemSpaceFillingUp
          annotations:
            description: Filesystem on {{ $labels.device }} at {{ $labels.instance }} has only {{ printf "%.2f" $value }}% left.
          expr: |
            node_filesystem_avail_bytes / node_filesystem_size_bytes * 100 < 15
          for: 1h
`;

const PROJECTS = { WORDPRESS, ZOOKEEPER, STRIMZI, PROMETHEUS };

test.each(Object.entries(PROJECTS))('%s does not differ from itself, nor from itself in one JSON list', (_, text) => {
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: readManifests([{ name: 'a.yaml', text }]).objects });
  expect(changes(text, text)).toEqual([]);
  expect(changes(text, list)).toEqual([]);
});

test.each<[string, string, [string | RegExp, string][], string[]]>([
  ['a new MySQL', WORDPRESS, [['mysql:8.0', 'mysql:8.4']], ['rolling restart: Deployment wordpress-mysql spec.template.spec.containers[mysql].image (change/pod-template)']],
  ['another password', WORDPRESS, [['not-this-one', 'nor-this']], ['in place: Secret mysql-pass stringData.password (change/configuration)']],
  ['a larger claim', WORDPRESS, [['20Gi', '30Gi']], ['in place: PersistentVolumeClaim mysql-pv-claim spec.resources.requests.storage (change/field)']],
  ['a smaller claim', WORDPRESS, [['20Gi', '10Gi']], ['forbidden by Kubernetes: PersistentVolumeClaim mysql-pv-claim spec.resources.requests.storage (change/claim)']],
  ['a claim of another name', WORDPRESS, [[/mysql-pv-claim/g, 'mysql-data']], [
    'destroys data: PersistentVolumeClaim mysql-pv-claim (change/removed-state)',
    'needs two steps: Deployment wordpress-mysql spec.template.spec.volumes[mysql-persistent-storage].persistentVolumeClaim.claimName (change/claim-reference)',
    'in place: PersistentVolumeClaim mysql-data (change/added)',
  ]],
  ['a Service that is no longer headless', WORDPRESS, [['  clusterIP: None\n', '']], ['forbidden by Kubernetes: Service wordpress-mysql spec.clusterIP (change/service-address)']],
  ['another label everywhere', WORDPRESS, [[/app: wordpress/g, 'app: blog']], [
    'forbidden by Kubernetes: Deployment wordpress-mysql spec.selector.matchLabels.app (change/selector)',
    'rolling restart: Deployment wordpress-mysql spec.template.metadata.labels.app (change/pod-template)',
    'in place: Deployment wordpress-mysql metadata.labels.app (change/field)',
    'in place: PersistentVolumeClaim mysql-pv-claim metadata.labels.app (change/field)',
    'in place: Service wordpress-mysql metadata.labels.app (change/field)',
    'in place: Service wordpress-mysql spec.selector.app (change/field)',
  ]],
  ['five servers', ZOOKEEPER, [['replicas: 3', 'replicas: 5'], ['--servers=3', '--servers=5']], [
    'rolling restart: StatefulSet zk spec.template.spec.containers[kubernetes-zookeeper].command (change/pod-template)',
    'in place: StatefulSet zk spec.replicas (change/replicas)',
  ]],
  ['one server', ZOOKEEPER, [['replicas: 3', 'replicas: 1']], ['needs two steps: StatefulSet zk spec.replicas (change/scale-in-unknown)']],
  ['servers that start together', ZOOKEEPER, [['OrderedReady', 'Parallel']], ['forbidden by Kubernetes: StatefulSet zk spec.podManagementPolicy (change/immutable-field)']],
  ['servers of another name', ZOOKEEPER, [['  name: zk\nspec', '  name: zookeeper\nspec']], [
    'destroys data: StatefulSet zk (change/removed-state)',
    'in place: StatefulSet zookeeper (change/added)',
  ]],
  ['a budget that lets go more', ZOOKEEPER, [['maxUnavailable: 1', 'maxUnavailable: 2']], ['in place: PodDisruptionBudget zk-pdb spec.maxUnavailable (change/field)']],
  ['a topic less', STRIMZI, [[/---[^-]*KafkaTopic[\s\S]*/, '']], ['destroys data: KafkaTopic my-topic (change/removed-state)']],
  ['fewer members of a pool', STRIMZI, [['replicas: 3', 'replicas: 2']], ['destroys data: KafkaNodePool dual-role spec.replicas (change/voters)']],
  ['another setting of a known operator', STRIMZI, [['4.1.0', '4.1.1']], ['rolling restart: Kafka my-cluster spec.kafka.version (change/version)']],
  ['another alert', PROMETHEUS, [['< 15', '< 10']], ['in place: PrometheusRule node-exporter-rules spec.groups[node-exporter].rules[0].expr (change/unknown-kind)']],
])('%s', (_, text, replacements, expected) => {
  const after = replacements.reduce((all, [from, to]) => all.replace(from, to), text);
  expect(after).not.toBe(text);
  expect(changes(text, after)).toEqual(expected);
});

test('a chart and a kustomization beside manifests are passed over', () => {
  const { objects, notes } = readManifests([
    { name: 'chart/Chart.yaml', text: 'apiVersion: v2\nname: store\nversion: 0.1.0\n' },
    { name: 'chart/values.yaml', text: 'replicaCount: 1\nimage: { repository: store }\n' },
    {
      name: 'chart/templates/deployment.yaml',
      text: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ include "store.fullname" . }}\n  labels:\n    {{- include "store.labels" . | nindent 4 }}\n',
    },
    { name: 'kustomization.yaml', text: 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - zookeeper.yaml\n' },
    { name: 'zookeeper.yaml', text: ZOOKEEPER },
  ]);
  expect(objects).toHaveLength(3);
  expect(notes.map(({ file }) => file)).toEqual(['chart/Chart.yaml', 'chart/values.yaml', 'chart/templates/deployment.yaml', 'kustomization.yaml']);
});
