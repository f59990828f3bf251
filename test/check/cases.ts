import {
  claim, claimTemplate, configMap, definition, deployment, draining, image, job, kafka, object, ofEvents, ours, OURS, pool, reading, REBALANCING,
  remembering, service, statefulSet, stored, template, volume, voters,
} from './objects';

export interface Case {
  /** The situation, in words. */
  readonly when: string;
  readonly before: any[];
  readonly after: any[];
  /** Paths of the fields that the rule recognizes. Without them, it recognizes nothing. */
  readonly finds?: string[];
  /** Parts of what is to be done. */
  readonly says?: string[];
}

const CLAIMS = 'spec.volumeClaimTemplates';
const REPLICAS = 'spec.replicas';
const VERSION = 'metadata.annotations[cdk8s-data/version]';
const STATE_VERSION = 'metadata.annotations[cdk8s-data/state-version]';
const run = (kind: string, spec: any) => object('kubeflow.org/v1', kind, 'mnist-r7', { spec });
const jobSet = (spec: any) => object('jobset.x-k8s.io/v1alpha2', 'JobSet', 'm', { spec });
const trainJob = (runtime: string) => object('trainer.kubeflow.org/v1alpha1', 'TrainJob', 'm', { spec: { runtimeRef: { name: runtime } } });
const volcano = (spec: any) => object('batch.volcano.sh/v1alpha1', 'Job', 'm', { spec });
const size = (storage: string) => ({ resources: { requests: { storage } } });
const gone = (when: string, before: any, ...says: string[]): Case => ({ when, before: [before], after: [], finds: [''], says });
const update = (type: string) => ({ updateStrategy: { type } });
const hashed = (hash: string, topics: string) => job({ template: template({ containers: [{ name: 'task', env: [{ name: 'TOPICS', value: topics }] }] }) },
  { name: `events-topics-${hash}`, labels: { ...OURS, 'app.kubernetes.io/component': 'topics' } });
const cronJob = (pods: object) => object('batch/v1', 'CronJob', 'load', { spec: { jobTemplate: { spec: { template: pods } } } });
const binding = (role: string) => object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'readers', { roleRef: { kind: 'Role', name: role } });
const mounting = (claimName: string) => template({ volumes: [{ name: 'files', persistentVolumeClaim: { claimName } }] });
/** A component of the system x that founds it, or does not. */
const founding = (name: string, record = `x-${name}-founded`, labels: object = {}) => ours({
  name,
  labels: { ...OURS, 'app.kubernetes.io/instance': 'x', ...labels },
  spec: { template: template({ initContainers: [{ name: 'prepare', env: [{ name: 'ZONES', value: 'a' }, ...record === 'none' ? [] : [{ name: 'FOUNDING_MARKER', value: record }]] }] }) },
});
const reordered = (set: any) => {
  const changed = JSON.parse(JSON.stringify(set));
  changed.spec.template.spec.initContainers[0].env.reverse();
  return changed;
};
const marking = (annotations: object, name: string) => ({ ...job({}, { name, labels: OURS }), metadata: { name, namespace: 'shop', labels: OURS, annotations } });
const waiting = (name: string, more: object = {}) => marking({ 'cdk8s-data/waits-for': 'x-savepoint-r2', ...more }, name);
const leaving = (left: string) => marking({ 'cdk8s-data/leaves': left }, 'x-savepoint-0123456789');
const v1 = { name: 'v1', served: true, storage: true };
const v2 = { name: 'v2', served: true, storage: true };

const topic = (spec: object = {}, annotations: object = {}, name = 'orders') =>
  ofEvents('KafkaTopic', name, { topicName: 'orders.v1', partitions: 12, replicas: 3, ...spec }, annotations);
const user = (type?: string) => ofEvents('KafkaUser', 'shop-app', type ? { authentication: { type } } : {});
const listener = (change: object) => ({ name: 'clients', port: 9092, tls: true, type: 'internal', authentication: { type: 'tls' }, ...change });
const CLIENTS = 'spec.kafka.listeners[clients]';
const SKIPPING = { 'strimzi.io/skip-broker-scaledown-check': 'true' };
const VOLUME = 'spec.storage.volumes[0]';

/** For each rule, changes that it recognizes, and changes like them that it does not. */
export const CASES: Record<string, Case[]> = {
  'change/task': [
    {
      when: 'a task of ours does something else',
      before: [hashed('0123456789', 'a\nb\n')],
      after: [hashed('9876543210', 'a\n')],
      finds: ['metadata.name', 'spec.template.spec.containers[task].env[TOPICS].value'],
      says: ['it runs again', 'stays in the system'],
    },
    { when: 'another Job takes the place of one of ours', before: [hashed('0123456789', 'a\n')], after: [job()] },
    { when: 'Jobs of somebody else end in a hash', before: [job({}, { name: 'load-0123456789' })], after: [job({}, { name: 'load-9876543210' })] },
  ],
  'change/removed-state': [
    gone('a StatefulSet with claims goes', statefulSet(), 'its claims stay', 'keep it'),
    gone('one goes with its claims', statefulSet({ spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } } }), 'claims are deleted with it'),
    {
      when: 'one gets another name',
      before: [statefulSet()],
      after: [statefulSet({ name: 'shop' })],
      finds: [''],
      says: ['StatefulSet shop/shop seems to be its new name', 'empty disks'],
    },
    { when: 'one gets another namespace', before: [statefulSet()], after: [statefulSet({ namespace: 'market' })], finds: [''], says: ['StatefulSet market/store'] },
    { when: 'one gets another name, and says a namespace', before: [statefulSet({ namespace: null })], after: [statefulSet({ name: 'shop' })], finds: [''], says: ['seems to be its new name'] },
    { when: 'one no longer says its namespace', before: [statefulSet()], after: [statefulSet({ namespace: null })], finds: [''], says: ['if StatefulSet store is the same one'] },
    { when: 'one says its namespace for the first time', before: [statefulSet({ namespace: null })], after: [statefulSet()], finds: [''], says: ['if StatefulSet shop/store is the same one, write its namespace in both'] },
    gone('a claim goes', claim(), 'its volume is deleted with it'),
    gone('a volume goes', object('v1', 'PersistentVolume', 'disk')),
    gone('a namespace goes', object('v1', 'Namespace', 'shop'), 'claims and Secrets'),
    gone('a definition of custom resources goes', definition([v1]), 'in every namespace'),
    gone('a snapshot goes', object('snapshot.storage.k8s.io/v1', 'VolumeSnapshot', 'monday')),
    gone('a Kafka of Strimzi goes', kafka(), 'claims stay unless', 'authorities go'),
    gone('a topic of Strimzi goes', topic(), 'the topic orders.v1 is deleted in Kafka', 'strimzi.io/managed'),
    gone('a pool of brokers goes', pool(), 'nothing asks whether they hold partitions', 'claims stay'),
    gone('a pool of controllers goes', voters(), 'whether the others can vote'),
    gone('a pool goes with its claims', stored(volume({ deleteClaim: true })), 'claims go with them'),
    { when: 'a pool gets another name', before: [pool()], after: [pool({}, 'workers')], finds: [''], says: ['KafkaNodePool shop/workers seems to be its new name'] },
    { when: 'an object of a topic gets another name', before: [topic()], after: [topic({}, {}, 'other')], finds: [''], says: ['KafkaTopic shop/other seems to be its new name'] },
    { when: 'a topic of Strimzi goes that stays in Kafka', before: [topic({}, { 'strimzi.io/managed': 'false' })], after: [] },
    gone('a PostgreSQL of CloudNativePG goes', object('postgresql.cnpg.io/v1', 'Cluster', 'ledger')),
    { when: 'a StatefulSet without claims goes', before: [statefulSet({ spec: { volumeClaimTemplates: [] } })], after: [] },
    { when: 'a user of Strimzi goes', before: [object('kafka.strimzi.io/v1', 'KafkaUser', 'shop')], after: [] },
    { when: 'a Deployment goes', before: [deployment()], after: [] },
    { when: 'a StatefulSet comes in an older API', before: [{ ...statefulSet(), apiVersion: 'apps/v1beta1' }], after: [statefulSet()] },
  ],
  'change/founded-again': [
    { when: 'another component founds from now on', before: [founding('broker')], after: [founding('broker', 'none'), founding('controller')], finds: [''], says: ['StatefulSet shop/broker founded it'] },
    {
      when: 'one that did not founds now',
      before: [founding('controller'), founding('broker', 'none')],
      after: [founding('broker', 'x-broker-founded')],
      finds: ['spec.template.spec.initContainers[prepare].env[FOUNDING_MARKER]'],
      says: ['StatefulSet shop/controller founded it'],
    },
    { when: 'the same one goes on', before: [founding('broker')], after: [{ ...founding('broker'), metadata: { ...founding('broker').metadata, annotations: { a: 'b' } } }] },
    { when: 'it says so in another place', before: [founding('broker')], after: [reordered(founding('broker'))] },
    { when: 'somebody else has such a variable', before: [founding('broker', undefined, { 'app.kubernetes.io/managed-by': 'x' })], after: [founding('controller')] },
    { when: 'a first one comes', before: [configMap({})], after: [founding('broker')] },
    { when: 'one of another name comes', before: [founding('broker')], after: [founding('broker'), founding('controller', 'y-controller-founded', { 'app.kubernetes.io/instance': 'y' })] },
    { when: 'one that founds nothing comes', before: [founding('broker')], after: [founding('broker'), founding('proxy', 'none')] },
  ],
  'change/removed-claims': [
    {
      when: 'a claim template goes',
      before: [statefulSet({ spec: { volumeClaimTemplates: [claimTemplate('data'), claimTemplate('log')] } })],
      after: [statefulSet()],
      finds: [CLAIMS],
      says: ['log-<pod>'],
    },
    {
      when: 'a claim template gets another name',
      before: [statefulSet()],
      after: [statefulSet({ spec: { volumeClaimTemplates: [claimTemplate('disk')] } })],
      finds: [CLAIMS],
      says: ['data-<pod>', 'under the name disk there are only empty volumes'],
    },
    { when: 'all go', before: [statefulSet()], after: [statefulSet({ spec: { volumeClaimTemplates: undefined } })], finds: [CLAIMS] },
    { when: 'one without a name goes', before: [statefulSet({ spec: { volumeClaimTemplates: [{ spec: {} }] } })], after: [statefulSet({ spec: { volumeClaimTemplates: [] } })] },
    { when: 'one comes', before: [statefulSet()], after: [statefulSet({ spec: { volumeClaimTemplates: [claimTemplate('data'), claimTemplate('log')] } })] },
    { when: 'a volume of an operator\'s pool goes', before: [stored(volume(), volume({ id: 1 }))], after: [stored(volume())], finds: ['spec.storage.volumes'], says: ['volume 1', 'remove-disks'] },
    { when: 'one comes', before: [stored(volume())], after: [stored(volume(), volume({ id: 1 }))] },
  ],
  'change/retention': [
    {
      when: 'claims no longer outlive their StatefulSet',
      before: [statefulSet({ spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' } } })],
      after: [statefulSet({ spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Retain' } } })],
      finds: ['spec.persistentVolumeClaimRetentionPolicy.whenDeleted'],
      says: ['by whenDeleted the data goes'],
    },
    {
      when: 'they do not from the first word on it',
      before: [statefulSet()],
      after: [statefulSet({ spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Delete' } } })],
      finds: ['spec.persistentVolumeClaimRetentionPolicy'],
      says: ['whenDeleted and whenScaled'],
    },
    {
      when: 'a volume goes with its claim',
      before: [object('v1', 'PersistentVolume', 'disk', { spec: { persistentVolumeReclaimPolicy: 'Retain' } })],
      after: [object('v1', 'PersistentVolume', 'disk', { spec: { persistentVolumeReclaimPolicy: 'Delete' } })],
      finds: ['spec.persistentVolumeReclaimPolicy'],
    },
    {
      when: 'claims are kept from now on',
      before: [statefulSet({ spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Delete' } } })],
      after: [statefulSet()],
    },
    { when: 'an operator is told to delete claims', before: [pool()], after: [stored(volume({ deleteClaim: true }))], finds: [`${VOLUME}.deleteClaim`], says: ['claims go with their nodes'] },
    { when: 'it is told no longer', before: [stored(volume({ deleteClaim: true }))], after: [pool()] },
  ],
  'change/scale-in': [
    {
      when: 'a member goes that nobody emptied',
      before: [ours()],
      after: [ours({ spec: { replicas: 2 } })],
      finds: [REPLICAS],
      says: ['member 2 went', 'draining: [2]', 'lower replicas in a later change'],
    },
    { when: 'another one was emptied', before: [draining('1')], after: [draining('1', { replicas: 2 })], finds: [REPLICAS], says: ['draining: [2]'] },
    { when: 'one of two was emptied', before: [draining('2')], after: [ours({ spec: { replicas: 1 } })], finds: [REPLICAS], says: ['member 1 went'] },
    { when: 'it is declared in the same change', before: [ours()], after: [draining('2', { replicas: 2 })], finds: [REPLICAS] },
    { when: 'replicas are no longer said', before: [ours()], after: [ours({ spec: { replicas: undefined } })], finds: [REPLICAS], says: ['members 1, 2'] },
    { when: 'the numbers move', before: [ours()], after: [ours({ spec: { ordinals: { start: 1 } } })], finds: ['spec.ordinals'], says: ['member 0 went'] },
    {
      when: "somebody else's claims are deleted with their member",
      before: [statefulSet({ spec: { persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' } } })],
      after: [statefulSet({ spec: { replicas: 2, persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' } } })],
      finds: [REPLICAS],
      says: ['the claims are deleted too', 'whenScaled: Retain'],
    },
    { when: 'the member was emptied before', before: [draining('2')], after: [ours({ spec: { replicas: 2 } })] },
    { when: 'members were emptied before', before: [draining('2, 1')], after: [ours({ spec: { replicas: 1 } })] },
    { when: 'members have no volumes', before: [ours({ spec: { volumeClaimTemplates: [] } })], after: [ours({ spec: { replicas: 2, volumeClaimTemplates: [] } })] },
    { when: 'members come', before: [ours()], after: [ours({ spec: { replicas: 4 } })] },
    { when: 'an operator was told not to look', before: [kafka(), pool()], after: [kafka({}, {}, SKIPPING), pool({ replicas: 3 })], finds: [REPLICAS], says: ['skip-broker-scaledown-check'] },
    { when: 'it looks', before: [kafka(), pool()], after: [kafka(), pool({ replicas: 3 })] },
  ],
  'change/claim-templates': [
    {
      when: 'volumes are to be larger',
      before: [statefulSet()],
      after: [statefulSet({ spec: { volumeClaimTemplates: [claimTemplate('data', size('20Gi'))] } })],
      finds: [`${CLAIMS}[data].spec.resources.requests.storage`],
      says: ['enlarge each claim first', '--cascade=orphan'],
    },
    {
      when: 'volumes are to be smaller',
      before: [statefulSet()],
      after: [statefulSet({ spec: { volumeClaimTemplates: [claimTemplate('data', size('5Gi'))] } })],
      finds: [`${CLAIMS}[data].spec.resources.requests.storage`],
      says: ["can't shrink"],
    },
    {
      when: 'volumes are to be of another class',
      before: [statefulSet()],
      after: [statefulSet({ spec: { volumeClaimTemplates: [claimTemplate('data', { storageClassName: 'slow' })] } })],
      finds: [`${CLAIMS}[data].spec.storageClassName`],
    },
    { when: 'there is one more', before: [statefulSet()], after: [statefulSet({ spec: { volumeClaimTemplates: [claimTemplate('data'), claimTemplate('log')] } })], finds: [`${CLAIMS}[log]`] },
    { when: 'the size is written otherwise', before: [statefulSet()], after: [statefulSet({ spec: { volumeClaimTemplates: [claimTemplate('data', size('10240Mi'))] } })] },
    { when: 'a default is written down', before: [statefulSet()], after: [statefulSet({ spec: { volumeClaimTemplates: [claimTemplate('data', { volumeMode: 'Filesystem' })] } })] },
    {
      when: 'the kind is written down too',
      before: [statefulSet()],
      after: [statefulSet({ spec: { volumeClaimTemplates: [{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', ...claimTemplate('data') }] } })],
    },
  ],
  'change/selector': [
    {
      when: 'a StatefulSet selects other pods',
      before: [statefulSet()],
      after: [statefulSet({ spec: { selector: { matchLabels: { app: 'shop' } }, template: template({}, { labels: { app: 'shop' } }) } })],
      finds: ['spec.selector.matchLabels.app'],
      says: ['its volumes do not move with it'],
    },
    { when: 'a Deployment selects more exactly', before: [deployment()], after: [deployment({ selector: { matchLabels: { app: 'store', tier: 'web' } } })], finds: ['spec.selector.matchLabels.tier'] },
    {
      when: 'a template makes pods that are not selected',
      before: [deployment()],
      after: [deployment({ template: template({}, { labels: { app: 'shop' } }) })],
      finds: ['spec.template.metadata.labels.app'],
      says: ['keep the labels'],
    },
    { when: 'a template has one more label', before: [deployment()], after: [deployment({ template: template({}, { labels: { app: 'store', tier: 'web' } }) })] },
    {
      when: 'what an old API took from the template is written down',
      before: [{ ...deployment({ selector: undefined }), apiVersion: 'extensions/v1beta1' }],
      after: [deployment()],
    },
    { when: 'a Service selects other pods', before: [service({})], after: [service({ selector: { app: 'shop' } })] },
  ],
  'change/job': [
    { when: 'a Job does something else', before: [job()], after: [job({ template: image('2') })], finds: ['spec.template.spec.containers[store].image'], says: ['another name'] },
    {
      when: 'a Job of ours that says how it is changed does something else',
      before: [{ ...marking({ 'cdk8s-data/to-change': 'write upgrade' }, 'x-leader'), spec: { template: image('1') } }],
      after: [{ ...marking({ 'cdk8s-data/to-change': 'write upgrade' }, 'x-leader'), spec: { template: image('2') } }],
      finds: ['spec.template.spec.containers[store].image'],
      says: ['write upgrade'],
    },
    { when: 'a Job is to be done more often', before: [job({ completions: 1 })], after: [job({ completions: 2 })], finds: ['spec.completions'] },
    { when: 'its failures count otherwise', before: [job()], after: [job({ podFailurePolicy: { rules: [] } })], finds: ['spec.podFailurePolicy'] },
    {
      when: 'an indexed Job grows with its pods',
      before: [job({ completionMode: 'Indexed', completions: 2, parallelism: 2 })],
      after: [job({ completionMode: 'Indexed', completions: 3, parallelism: 3 })],
    },
    { when: 'a Job is suspended', before: [job()], after: [job({ suspend: true })] },
    { when: 'a CronJob does something else', before: [cronJob(image('1'))], after: [cronJob(image('2'))] },
  ],
  'change/run': [
    { when: 'a TFJob trains with another image', before: [run('TFJob', { tfReplicaSpecs: { Worker: { image: '1' } } })], after: [run('TFJob', { tfReplicaSpecs: { Worker: { image: '2' } } })], finds: ['spec.tfReplicaSpecs.Worker.image'], says: ['write another one'] },
    { when: 'a PyTorchJob may start over more often', before: [run('PyTorchJob', { runPolicy: { backoffLimit: 3 } })], after: [run('PyTorchJob', { runPolicy: { backoffLimit: 4 } })], finds: ['spec.runPolicy.backoffLimit'] },
    { when: 'a PyTorchJob goes on with more nodes', before: [run('PyTorchJob', { pytorchReplicaSpecs: { Worker: { replicas: 3 } } })], after: [run('PyTorchJob', { pytorchReplicaSpecs: { Worker: { replicas: 4 } } })] },
    { when: 'a TFJob is suspended', before: [run('TFJob', { runPolicy: {} })], after: [run('TFJob', { runPolicy: { suspend: true } })] },
  ],
  'change/immutable-data': [
    { when: 'an immutable ConfigMap says something else', before: [configMap({ a: '1' }, { immutable: true })], after: [configMap({ a: '2' }, { immutable: true })], finds: ['data.a'], says: ['another name'] },
    { when: 'it is no longer to be immutable', before: [configMap({ a: '1' }, { immutable: true })], after: [configMap({ a: '1' })], finds: ['immutable'] },
    { when: 'it becomes immutable', before: [configMap({ a: '1' })], after: [configMap({ a: '2' }, { immutable: true })] },
    { when: 'it gets a label', before: [configMap({ a: '1' }, { immutable: true })], after: [{ ...configMap({ a: '1' }, { immutable: true }), metadata: { name: 'settings', namespace: 'shop', labels: { a: 'b' } } }] },
  ],
  'change/unprepared': [
    { when: 'what a task was to leave is waited for, and no task left it', before: [], after: [waiting('x-leader-r2')], finds: [''], says: ['wait for the ConfigMap x-savepoint-r2, which nothing of before makes: apply a change with the task', 'let this rule through once'] },
    { when: 'it says how it is changed', before: [], after: [waiting('x-leader-r2', { 'cdk8s-data/to-change': 'write upgrade' })], finds: [''], says: ['nothing of before makes: write upgrade. If'] },
    { when: 'a task of before leaves it', before: [leaving('x-savepoint-r2')], after: [waiting('x-leader-r2')] },
    { when: 'a task of before leaves another', before: [leaving('x-savepoint-r1')], after: [waiting('x-leader-r2')], finds: [''] },
    { when: 'somebody waited for it before', before: [waiting('x-leader')], after: [waiting('x-leader-r2')] },
    { when: 'it waits for what somebody else makes', before: [], after: [job({}, { labels: OURS })] },
  ],
  'change/service-address': [
    { when: 'a Service gets another address', before: [service({ clusterIP: '10.0.0.1' })], after: [service({ clusterIP: '10.0.0.2' })], finds: ['spec.clusterIP'] },
    { when: 'a headless one is to have an address', before: [service({ clusterIP: 'None' })], after: [service({})], finds: ['spec.clusterIP'] },
    { when: 'one with an address is to be headless', before: [service({})], after: [service({ clusterIP: 'None' })], finds: ['spec.clusterIP'] },
    { when: 'its first address changes', before: [service({ clusterIPs: ['10.0.0.1'] })], after: [service({ clusterIPs: ['10.0.0.2', 'fd00::1'] })], finds: ['spec.clusterIPs'] },
    {
      when: 'another load balancer is to serve it',
      before: [service({ type: 'LoadBalancer', loadBalancerClass: 'example.com/a' })],
      after: [service({ type: 'LoadBalancer', loadBalancerClass: 'example.com/b' })],
      finds: ['spec.loadBalancerClass'],
    },
    { when: 'it gets a load balancer', before: [service({})], after: [service({ type: 'LoadBalancer', loadBalancerClass: 'example.com/a' })] },
    { when: 'a headless one has other families', before: [service({ clusterIP: 'None', ipFamilies: ['IPv4'] })], after: [service({ clusterIP: 'None', ipFamilies: ['IPv6'] })] },
    { when: 'a second address comes', before: [service({ clusterIPs: ['10.0.0.1'] })], after: [service({ clusterIPs: ['10.0.0.1', 'fd00::1'] })] },
    { when: 'the address is no longer said', before: [service({ clusterIP: '10.0.0.1' })], after: [service({})] },
    { when: 'it becomes a name of somebody else', before: [service({ clusterIP: 'None' })], after: [service({ type: 'ExternalName', externalName: 'example.com' })] },
  ],
  'change/claim': [
    { when: 'a claim is to be of another class', before: [claim()], after: [claim({ storageClassName: 'slow' })], finds: ['spec.storageClassName'], says: ['copy the data'] },
    { when: 'a claim is to be smaller', before: [claim()], after: [claim(size('1Gi'))], finds: ['spec.resources.requests.storage'], says: ["can't shrink"] },
    { when: 'a claim is to be another volume', before: [claim({ volumeName: 'a' })], after: [claim({ volumeName: 'b' })], finds: ['spec.volumeName'] },
    { when: 'a claim grows', before: [claim()], after: [claim(size('20Gi'))] },
    { when: 'a claim gets its volume', before: [claim()], after: [claim({ volumeName: 'a' })] },
  ],
  'change/immutable-field': [
    { when: 'a StatefulSet gets another Service', before: [statefulSet()], after: [statefulSet({ spec: { serviceName: 'shop' } })], finds: ['spec.serviceName'], says: ['--cascade=orphan', 'other host names'] },
    { when: 'its pods are to start otherwise', before: [statefulSet()], after: [statefulSet({ spec: { podManagementPolicy: 'Parallel' } })], finds: ['spec.podManagementPolicy'] },
    {
      when: 'a class gets other parameters',
      before: [object('storage.k8s.io/v1', 'StorageClass', 'fast', { parameters: { type: 'gp2' } })],
      after: [object('storage.k8s.io/v1', 'StorageClass', 'fast', { parameters: { type: 'gp3' } })],
      finds: ['parameters.type'],
      says: ['class of another name'],
    },
    { when: 'a pod gets another command', before: [object('v1', 'Pod', 'p', template())], after: [object('v1', 'Pod', 'p', template({ hostNetwork: true }))], finds: ['spec.hostNetwork'] },
    {
      when: 'a volume is to be on another node',
      before: [object('v1', 'PersistentVolume', 'disk', { spec: { nodeAffinity: { required: 'a' } } })],
      after: [object('v1', 'PersistentVolume', 'disk', { spec: { nodeAffinity: { required: 'b' } } })],
      finds: ['spec.nodeAffinity.required'],
    },
    {
      when: 'a volume no longer says where it is',
      before: [object('v1', 'PersistentVolume', 'disk', { spec: { nodeAffinity: { required: 'a' } } })],
      after: [object('v1', 'PersistentVolume', 'disk', { spec: {} })],
      finds: ['spec.nodeAffinity'],
    },
    {
      when: 'a volume says for the first time where it is',
      before: [object('v1', 'PersistentVolume', 'disk', { spec: {} })],
      after: [object('v1', 'PersistentVolume', 'disk', { spec: { nodeAffinity: { required: 'b' } } })],
    },
    { when: 'a JobSet may start over more often', before: [jobSet({ failurePolicy: { maxRestarts: 3 } })], after: [jobSet({ failurePolicy: { maxRestarts: 4 } })], finds: ['spec.failurePolicy.maxRestarts'], says: ['write another one'] },
    { when: 'a JobSet is suspended', before: [jobSet({})], after: [jobSet({ suspend: true })] },
    { when: 'a TrainJob gets another runtime', before: [trainJob('a')], after: [trainJob('b')], finds: ['spec.runtimeRef.name'] },
    { when: "a Job of Volcano's gets another queue", before: [volcano({ queue: 'a' })], after: [volcano({ queue: 'b' })], finds: ['spec.queue'] },
    { when: "a Job of Volcano's starts with fewer", before: [volcano({ minAvailable: 3 })], after: [volcano({ minAvailable: 2 })] },
    { when: 'a Secret gets another type', before: [object('v1', 'Secret', 's', { type: 'Opaque' })], after: [object('v1', 'Secret', 's', { type: 'kubernetes.io/tls' })], finds: ['type'] },
    { when: 'a resource gets another scope', before: [definition([v1])], after: [{ ...definition([v1]), spec: { ...definition([v1]).spec, scope: 'Cluster' } }], finds: ['spec.scope'] },
    { when: 'a binding is to bind to another role', before: [binding('reader')], after: [binding('writer')], finds: ['roleRef.name'], says: ['another name'] },
    { when: 'a binding gets a subject', before: [binding('reader')], after: [{ ...binding('reader'), subjects: [{ kind: 'ServiceAccount', name: 'x' }] }] },
    { when: 'a default is written down', before: [statefulSet()], after: [statefulSet({ spec: { podManagementPolicy: 'OrderedReady' } })] },
    { when: 'a default is no longer written down', before: [object('v1', 'Secret', 's', { type: 'Opaque' })], after: [object('v1', 'Secret', 's')] },
    { when: 'a StatefulSet waits longer', before: [statefulSet()], after: [statefulSet({ spec: { minReadySeconds: 10 } })] },
    { when: 'a pod gets another image', before: [object('v1', 'Pod', 'p', image('1'))], after: [object('v1', 'Pod', 'p', image('2'))] },
  ],
  'change/scale-in-unknown': [
    { when: "a member of somebody else's goes", before: [statefulSet()], after: [statefulSet({ spec: { replicas: 2 } })], finds: [REPLICAS], says: ['member 2 may hold data', 'let this rule through'] },
    { when: 'the member was emptied before', before: [statefulSet({ annotations: { 'cdk8s-data/draining': '2' } })], after: [statefulSet({ spec: { replicas: 2 } })] },
    {
      when: 'a cluster of a known operator gets fewer members',
      before: [object('cassandra.datastax.com/v1beta1', 'CassandraDatacenter', 'ring', { spec: { size: 6, racks: [{ name: 'a' }] } })],
      after: [object('cassandra.datastax.com/v1beta1', 'CassandraDatacenter', 'ring', { spec: { size: 3, racks: [{ name: 'a' }] } })],
      finds: ['spec.size'],
      says: ['whether it empties members'],
    },
    {
      when: 'a part of one does',
      before: [object('elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', 'logs', { spec: { nodeSets: [{ name: 'hot', count: 4 }, { name: 'cold', count: 2 }] } })],
      after: [object('elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', 'logs', { spec: { nodeSets: [{ name: 'hot', count: 3 }, { name: 'cold', count: 3 }] } })],
      finds: ['spec.nodeSets[hot].count'],
    },
    {
      when: 'a cluster of a known operator gets another size of disks',
      before: [object('postgresql.cnpg.io/v1', 'Cluster', 'ledger', { spec: { storage: { size: '2Gi' } } })],
      after: [object('postgresql.cnpg.io/v1', 'Cluster', 'ledger', { spec: { storage: { size: '1Gi' } } })],
    },
    { when: 'pods without volumes go', before: [deployment()], after: [deployment({ replicas: 1 })] },
    { when: 'an operator waits for what nobody empties', before: [kafka(), pool()], after: [kafka(), pool({ replicas: 3 })], finds: [REPLICAS], says: ['KafkaRebalance of mode remove-brokers', 'autoRebalance'] },
    { when: 'its cluster is in no manifest', before: [pool()], after: [pool({ replicas: 3 })], finds: [REPLICAS] },
    { when: 'nodes of an operator no longer hold data', before: [pool({ roles: ['broker', 'controller'] })], after: [pool({ roles: ['controller'] })], finds: ['spec.roles'], says: ['nodes that hold partitions'] },
    { when: 'an operator empties them', before: [kafka({}, REBALANCING), pool()], after: [kafka({}, REBALANCING), pool({ replicas: 3 })] },
    { when: 'the cluster of an older operator gets smaller', before: [kafka({ replicas: 4 })], after: [kafka({ replicas: 3 })], finds: ['spec.kafka.replicas'] },
  ],
  'change/removed-in-use': [
    {
      when: 'a ConfigMap goes that is still read',
      before: [configMap({ a: '1' }), deployment({ template: reading('1') })],
      after: [deployment({ template: reading('1') })],
      finds: [''],
      says: ['Deployment shop/store still names it'],
    },
    {
      when: 'the class of volumes goes',
      before: [object('storage.k8s.io/v1', 'StorageClass', 'fast'), statefulSet(), claim()],
      after: [statefulSet(), claim()],
      finds: [''],
      says: ['PersistentVolumeClaim shop/files, StatefulSet shop/store still name it'],
    },
    { when: 'the Service of a StatefulSet goes', before: [service({}), statefulSet()], after: [statefulSet()], finds: [''] },
    {
      when: 'the account of a Deployment goes',
      before: [object('v1', 'ServiceAccount', 'store'), deployment({ template: template({ serviceAccountName: 'store' }) })],
      after: [deployment({ template: template({ serviceAccountName: 'store' }) })],
      finds: [''],
    },
    {
      when: 'the priority of a Deployment goes, and so does the account of one elsewhere',
      before: [object('scheduling.k8s.io/v1', 'PriorityClass', 'high'), { ...object('v1', 'ServiceAccount', 'store'), metadata: { name: 'store', namespace: 'market' } }],
      after: [deployment({ template: template({ priorityClassName: 'high', serviceAccountName: 'store' }) })],
      finds: [''],
      says: ['Deployment shop/store still names it'],
    },
    {
      when: 'the runtime of a pod goes',
      before: [object('node.k8s.io/v1', 'RuntimeClass', 'gvisor')],
      after: [object('v1', 'Pod', 'p', { spec: { runtimeClassName: 'gvisor' } })],
      finds: [''],
    },
    { when: 'those who named it go too', before: [configMap({ a: '1' }), deployment({ template: reading('1') })], after: [deployment()] },
    { when: 'nobody named it', before: [object('storage.k8s.io/v1', 'StorageClass', 'slow'), claim()], after: [claim()] },
    { when: 'one of that name is elsewhere', before: [service({}), statefulSet({ namespace: 'market' })], after: [statefulSet({ namespace: 'market' })] },
    {
      when: 'a user of an operator goes whose Secret is mounted',
      before: [user('tls'), deployment({ template: template({ volumes: [{ name: 'user', secret: { secretName: 'shop-app' } }] }) })],
      after: [deployment({ template: template({ volumes: [{ name: 'user', secret: { secretName: 'shop-app' } }] }) })],
      finds: [''],
      says: ['Deployment shop/store still names it'],
    },
    { when: 'one goes that nobody reads', before: [user('tls'), deployment()], after: [deployment()] },
  ],
  'change/version-step': [
    {
      when: 'binaries and metadata are raised at once',
      before: [remembering('4.2.0', '4.2')],
      after: [remembering('4.3.1', '4.3')],
      finds: [STATE_VERSION, VERSION],
      says: ['the binaries first', "write metadataVersion: '4.2'"],
    },
    { when: 'binaries go back below the metadata', before: [remembering('4.3.1', '4.3')], after: [remembering('4.2.0', '4.2')], finds: [STATE_VERSION, VERSION], says: ["older binaries can't join it"] },
    { when: 'the metadata goes back', before: [remembering('4.3.1', '4.3')], after: [remembering('4.3.1', '4.2')], finds: [STATE_VERSION] },
    { when: 'only the binaries are raised', before: [remembering('4.2.0', '4.2')], after: [remembering('4.3.1', '4.2')] },
    { when: 'only the metadata is raised', before: [remembering('4.3.1', '4.2')], after: [remembering('4.3.1', '4.3')] },
    {
      when: 'nothing is known of the system',
      before: [remembering('1.0', '1', { labels: { ...OURS, 'app.kubernetes.io/name': 'thing' } })],
      after: [remembering('9.0', '9', { labels: { ...OURS, 'app.kubernetes.io/name': 'thing' } })],
    },
    { when: 'versions are written down for the first time', before: [ours()], after: [remembering('4.3.1', '4.3')] },
    { when: 'an operator is told to raise binaries and metadata at once', before: [kafka({ version: '4.2.1', metadataVersion: '4.2-IV1' })], after: [kafka()], finds: ['spec.kafka.metadataVersion', 'spec.kafka.version'], says: ['the binaries first'] },
    { when: 'it is told to take the metadata back', before: [kafka()], after: [kafka({ metadataVersion: '4.2' })], finds: ['spec.kafka.metadataVersion'], says: ['no manifest takes back'] },
    { when: 'it is told to raise the binaries', before: [kafka({ version: '4.2.1', metadataVersion: '4.2' })], after: [kafka({ metadataVersion: '4.2' })] },
  ],
  'change/resource-versions': [
    { when: 'the stored version goes', before: [definition([v1])], after: [definition([v2])], finds: ['spec.versions[v1]'], says: ['store all objects anew'] },
    {
      when: 'a version is no longer served',
      before: [definition([{ ...v1, storage: false }, v2])],
      after: [definition([{ ...v1, served: false, storage: false }, v2])],
      finds: ['spec.versions[v1].served'],
      says: ['write everything that names v1 in another version first'],
    },
    { when: 'a version comes', before: [definition([v1])], after: [definition([{ ...v1, storage: false }, v2])] },
  ],
  'change/claim-reference': [
    {
      when: 'a Deployment gets another claim',
      before: [deployment({ template: mounting('files') })],
      after: [deployment({ template: mounting('new-files') })],
      finds: ['spec.template.spec.volumes[files].persistentVolumeClaim.claimName'],
      says: ['pods no longer use claim files'],
    },
    { when: 'a Deployment has no claim any more', before: [deployment({ template: mounting('files') })], after: [deployment()], finds: ['spec.template.spec.volumes'] },
    {
      when: 'another volume comes beside it',
      before: [deployment({ template: mounting('files') })],
      after: [deployment({ template: template({ volumes: [...mounting('files').spec.volumes, { name: 'tmp', emptyDir: {} }] }) })],
    },
  ],
  'change/scale-out': [
    { when: 'a member comes', before: [ours()], after: [ours({ spec: { replicas: 4 } })], finds: [REPLICAS], says: ['member 3 starts empty'] },
    { when: "a member of somebody else's comes", before: [statefulSet()], after: [statefulSet({ spec: { replicas: 4 } })] },
    { when: 'pods without volumes come', before: [deployment()], after: [deployment({ replicas: 3 })] },
  ],
  'change/draining': [
    { when: 'a member is to be emptied', before: [ours()], after: [draining('2')], finds: ['metadata.annotations[cdk8s-data/draining]'], says: ['data leaves member 2', 'lower replicas in a later change'] },
    { when: 'a member is to stay after all', before: [draining('2')], after: [ours()], finds: ['metadata.annotations[cdk8s-data/draining]'], says: ['data may come back to member 2'] },
    { when: 'another one is to be emptied', before: [draining('2')], after: [draining('1')], finds: ['metadata.annotations[cdk8s-data/draining]'], says: ['data leaves member 1', 'come back to member 2'] },
    { when: 'an emptied member goes', before: [draining('2')], after: [ours({ spec: { replicas: 2 } })] },
  ],
  'change/version': [
    { when: 'only the binaries are raised', before: [remembering('4.2.0', '4.2')], after: [remembering('4.3.1', '4.2')], finds: [VERSION] },
    { when: 'only the metadata is raised', before: [remembering('4.3.1', '4.2')], after: [remembering('4.3.1', '4.3')] },
    { when: 'both are raised at once', before: [remembering('4.2.0', '4.2')], after: [remembering('4.3.1', '4.3')] },
    { when: 'the version is written down for the first time', before: [ours()], after: [remembering('4.3.1')] },
    { when: 'an operator raises the binaries', before: [kafka({ version: '4.2.1', metadataVersion: '4.2' })], after: [kafka({ metadataVersion: '4.2' })], finds: ['spec.kafka.version'] },
  ],
  'change/state-version': [
    { when: 'only the metadata is raised', before: [remembering('4.3.1', '4.2')], after: [remembering('4.3.1', '4.3')], finds: [STATE_VERSION], says: ['no binaries of before'] },
    { when: 'only the binaries are raised', before: [remembering('4.2.0', '4.2')], after: [remembering('4.3.1', '4.2')] },
    { when: 'both are raised at once', before: [remembering('4.2.0', '4.2')], after: [remembering('4.3.1', '4.3')] },
    { when: 'it is written down for the first time', before: [ours()], after: [remembering('4.3.1', '4.3')] },
    { when: 'an operator raises the metadata', before: [kafka({ metadataVersion: '4.2' })], after: [kafka()], finds: ['spec.kafka.metadataVersion'] },
  ],
  'change/pod-template': [
    { when: 'a StatefulSet gets another image', before: [statefulSet()], after: [statefulSet({ spec: { template: image('2') } })], finds: ['spec.template.spec.containers[store].image'], says: ['one after the other'] },
    {
      when: 'its only pod gets another image',
      before: [statefulSet({ spec: { replicas: 1 } })],
      after: [statefulSet({ spec: { replicas: 1, template: image('2') } })],
      finds: ['spec.template.spec.containers[store].image'],
      says: ['serves nobody meanwhile'],
    },
    { when: 'a Deployment gets another image', before: [deployment()], after: [deployment({ template: image('2') })], finds: ['spec.template.spec.containers[store].image'], says: ['new pods'] },
    {
      when: 'all pods of a Deployment stop first',
      before: [deployment({ strategy: { type: 'Recreate' } })],
      after: [deployment({ strategy: { type: 'Recreate' }, template: image('2') })],
      finds: ['spec.template.spec.containers[store].image'],
      says: ['all its pods stop'],
    },
    { when: 'a pod gets another image', before: [object('v1', 'Pod', 'p', image('1'))], after: [object('v1', 'Pod', 'p', image('2'))], finds: ['spec.containers[store].image'] },
    { when: 'what was held back may roll', before: [statefulSet({ spec: update('OnDelete') })], after: [statefulSet({ spec: update('RollingUpdate') })], finds: ['spec.updateStrategy.type'] },
    { when: 'what was paused is resumed', before: [deployment({ paused: true })], after: [deployment()], finds: ['spec.paused'], says: ['older template restart now'] },
    {
      when: 'a lower partition still holds all back',
      before: [statefulSet({ spec: { updateStrategy: { rollingUpdate: { partition: 5 } } } })],
      after: [statefulSet({ spec: { updateStrategy: { rollingUpdate: { partition: 3 } } } })],
    },
    { when: 'it is paused', before: [deployment()], after: [deployment({ paused: true })] },
    { when: 'nothing rolls by itself', before: [statefulSet({ spec: update('OnDelete') })], after: [statefulSet({ spec: { ...update('OnDelete'), template: image('2') } })] },
    { when: 'only the number changes', before: [deployment()], after: [deployment({ replicas: 3 })] },
  ],
  'change/rolled-configuration': [
    {
      when: 'those who read it restart in the same change',
      before: [configMap({ a: '1' }), deployment({ template: reading('1') })],
      after: [configMap({ a: '2' }), deployment({ template: reading('2') })],
      finds: ['data.a'],
      says: ['Deployment shop/store with their restart'],
    },
    {
      when: 'those who read it stay as they are',
      before: [configMap({ a: '1' }), deployment({ template: reading('1') })],
      after: [configMap({ a: '2' }), deployment({ template: reading('1') })],
    },
    {
      when: 'another who reads it comes with the change',
      before: [configMap({ a: '1' }), deployment({ template: reading('1') })],
      after: [configMap({ a: '2' }), deployment({ template: reading('2') }), statefulSet({ spec: { template: reading('2') } })],
      finds: ['data.a'],
    },
    {
      when: 'the next run of a CronJob reads it anew',
      before: [configMap({ a: '1' }), deployment({ template: reading('1') }), cronJob(reading('1'))],
      after: [configMap({ a: '2' }), deployment({ template: reading('2') }), cronJob(reading('1'))],
      finds: ['data.a'],
    },
  ],
  'change/on-delete': [
    {
      when: 'nothing rolls by itself',
      before: [statefulSet({ spec: update('OnDelete') })],
      after: [statefulSet({ spec: { ...update('OnDelete'), template: image('2') } })],
      finds: ['spec.template.spec.containers[store].image'],
      says: ['delete its pods one by one'],
    },
    {
      when: 'a partition holds all back',
      before: [statefulSet({ spec: { updateStrategy: { rollingUpdate: { partition: 3 } } } })],
      after: [statefulSet({ spec: { updateStrategy: { rollingUpdate: { partition: 3 } }, template: image('2') } })],
      finds: ['spec.template.spec.containers[store].image'],
    },
    { when: 'a Deployment is paused', before: [deployment({ paused: true })], after: [deployment({ paused: true, template: image('2') })], finds: ['spec.template.spec.containers[store].image'], says: ['resumed'] },
    {
      when: 'a CronJob gets another image',
      before: [cronJob(image('1'))],
      after: [cronJob(image('2'))],
      finds: ['spec.jobTemplate.spec.template.spec.containers[store].image'],
      says: ['its next run'],
    },
    { when: 'it rolls', before: [statefulSet()], after: [statefulSet({ spec: { template: image('2') } })] },
  ],
  'change/configuration': [
    {
      when: 'those who read it stay as they are',
      before: [configMap({ a: '1' }), deployment({ template: reading('1') })],
      after: [configMap({ a: '2' }), deployment({ template: reading('1') })],
      finds: ['data.a'],
      says: ['pods of Deployment shop/store see it late'],
    },
    { when: 'nobody here reads it', before: [configMap({ a: '1' })], after: [configMap({ a: '2' })], finds: ['data.a'] },
    { when: 'only who comes with the change reads it', before: [configMap({ a: '1' })], after: [configMap({ a: '2' }), deployment({ template: reading('1') })], finds: ['data.a'] },
    {
      when: 'those who read it restart in the same change',
      before: [configMap({ a: '1' }), deployment({ template: reading('1') })],
      after: [configMap({ a: '2' }), deployment({ template: reading('2') })],
    },
  ],
  'change/replicas': [
    { when: 'a Deployment shrinks', before: [deployment()], after: [deployment({ replicas: 1 })], finds: [REPLICAS] },
    { when: "somebody else's StatefulSet grows", before: [statefulSet()], after: [statefulSet({ spec: { replicas: 4 } })], finds: [REPLICAS] },
    { when: 'an emptied member goes', before: [draining('2')], after: [ours({ spec: { replicas: 2 } })], finds: [REPLICAS], says: ['member 2 had time to be emptied'] },
    { when: 'a member goes that nobody emptied', before: [ours()], after: [ours({ spec: { replicas: 2 } })] },
    { when: 'something else has replicas', before: [object('example.com/v1', 'Store', 's', { spec: { replicas: 1 } })], after: [object('example.com/v1', 'Store', 's', { spec: { replicas: 2 } })] },
  ],
  'change/unknown-kind': [
    { when: 'a custom resource changes', before: [object('example.com/v1', 'Store', 's', { spec: { a: 1 } })], after: [object('example.com/v1', 'Store', 's', { spec: { a: 2 } })], finds: ['spec.a'] },
    { when: 'a custom resource comes', before: [], after: [object('example.com/v1', 'Store', 's')], finds: [''] },
    { when: 'a custom resource goes', before: [object('example.com/v1', 'Store', 's')], after: [], finds: [''] },
    { when: 'a Service changes', before: [service({})], after: [service({ ports: [{ port: 81 }] })] },
    { when: 'an operator\'s kind was looked up', before: [pool()], after: [pool({ replicas: 5 })] },
  ],
  'change/removed': [
    { when: 'a Service goes', before: [service({})], after: [], finds: [''], says: ['nobody finds'] },
    { when: 'a Deployment goes', before: [deployment()], after: [], finds: [''], says: ['its pods are stopped'] },
    { when: 'a budget goes', before: [object('policy/v1', 'PodDisruptionBudget', 'store')], after: [], finds: [''], says: ['drains'] },
    { when: 'a ConfigMap goes that is still read', before: [configMap({ a: '1' }), deployment({ template: reading('1') })], after: [deployment({ template: reading('1') })] },
    { when: 'a Service comes', before: [], after: [service({})] },
    { when: 'a claim goes', before: [claim()], after: [] },
    { when: 'a user of an operator goes', before: [user('tls')], after: [], finds: [''], says: ['who still uses it is shut out'] },
    { when: 'an object goes whose topic stays', before: [topic({}, { 'strimzi.io/managed': 'false' })], after: [], finds: [''], says: ['stays in Kafka'] },
  ],
  'change/added': [
    { when: 'a StatefulSet comes', before: [], after: [statefulSet()], finds: [''] },
    { when: 'a Service goes', before: [service({})], after: [] },
  ],
  'change/field': [
    { when: 'a Service gets another port', before: [service({})], after: [service({ ports: [{ port: 81 }] })], finds: ['spec.ports[0].port'] },
    { when: 'a label comes', before: [{ ...service({}), metadata: { name: 'store' } }], after: [{ ...service({}), metadata: { name: 'store', labels: { a: 'b' } } }], finds: ['metadata.labels.a'] },
    { when: 'what the API server writes is there', before: [service({})], after: [{ ...service({}), status: { loadBalancer: {} } }] },
    { when: 'nothing is written as null', before: [service({})], after: [service({ externalName: null })] },
  ],
  'change/voters': [
    { when: 'a pool of controllers grows', before: [voters()], after: [voters({ replicas: 5 })], finds: [REPLICAS], says: ['static', 'write 3 again'] },
    { when: 'it shrinks', before: [voters()], after: [voters({ replicas: 1 })], finds: [REPLICAS] },
    { when: 'nodes that do both get more', before: [pool({ roles: ['controller', 'broker'] })], after: [pool({ roles: ['controller', 'broker'], replicas: 5 })], finds: [REPLICAS] },
    { when: 'brokers become controllers too', before: [pool()], after: [pool({ roles: ['controller', 'broker'] })], finds: ['spec.roles'], says: ['keep the role'] },
    { when: 'a pool of controllers comes beside another', before: [voters()], after: [voters(), voters({}, 'more')], finds: [''] },
    { when: 'controllers hold partitions too', before: [voters()], after: [voters({ roles: ['controller', 'broker'] })] },
    { when: 'a first pool of controllers comes', before: [pool()], after: [pool(), voters()] },
    { when: 'brokers get more', before: [pool()], after: [pool({ replicas: 5 })] },
  ],
  'change/ignored': [
    { when: 'volumes of a pool get smaller', before: [pool()], after: [stored(volume({ size: '50Gi' }))], finds: [`${VOLUME}.size`], says: ['size 100Gi -> 50Gi', 'leaves all storage'] },
    { when: 'they get another class', before: [pool()], after: [stored(volume({ class: 'slow' }))], finds: [`${VOLUME}.class`], says: ['class fast -> slow'] },
    { when: 'they stay no more on disks', before: [pool()], after: [stored({ id: 0, type: 'ephemeral' })], finds: [`${VOLUME}.class`, `${VOLUME}.size`, `${VOLUME}.type`] },
    { when: 'the storage is of another type', before: [pool({ storage: volume() })], after: [pool()], finds: ['spec.storage.type'], says: ['type persistent-claim -> jbod'] },
    { when: 'a smaller volume comes beside a new one', before: [pool()], after: [stored(volume({ size: '50Gi' }), volume({ id: 1 }))], finds: ['spec.storage.volumes'] },
    { when: 'a topic gets fewer partitions', before: [topic()], after: [topic({ partitions: 6 })], finds: ['spec.partitions'], says: ['write 12 again'] },
    { when: 'a topic gets another name', before: [topic()], after: [topic({ topicName: 'orders.v2' })], finds: ['spec.topicName'], says: ['NotSupported'] },
    { when: 'a topic gets copies that nobody makes', before: [kafka(), topic()], after: [kafka(), topic({ replicas: 2 })], finds: [REPLICAS], says: ['write cruiseControl'] },
    { when: 'volumes grow', before: [pool()], after: [stored(volume({ size: '1Ti' }))] },
    { when: 'they say the same size', before: [pool()], after: [stored(volume({ size: '102400Mi' }))] },
    { when: 'a topic gets more partitions', before: [topic()], after: [topic({ partitions: 24 })] },
    { when: 'Cruise Control makes the copies', before: [kafka({}, REBALANCING), topic()], after: [kafka({}, REBALANCING), topic({ replicas: 2 })] },
    { when: 'nobody tends the topic', before: [topic()], after: [topic({ partitions: 6 }, { 'strimzi.io/managed': 'false' })] },
  ],
  'change/endpoint': [
    { when: 'a listener goes', before: [kafka()], after: [kafka({ listeners: [] })], finds: [CLIENTS], says: ['clients of listener clients are shut out'] },
    { when: 'it is reached from elsewhere', before: [kafka()], after: [kafka({ listeners: [listener({ type: 'loadbalancer' })] })], finds: [`${CLIENTS}.type`], says: ['type internal -> loadbalancer'] },
    { when: 'it gets another port', before: [kafka()], after: [kafka({ listeners: [listener({ port: 9093 })] })], finds: [`${CLIENTS}.port`] },
    { when: 'it encrypts no more', before: [kafka()], after: [kafka({ listeners: [listener({ tls: false })] })], finds: [`${CLIENTS}.tls`] },
    { when: 'clients prove otherwise who they are', before: [kafka()], after: [kafka({ listeners: [listener({ authentication: undefined })] })], finds: [`${CLIENTS}.authentication`], says: ['tls -> none'] },
    { when: 'a user gets another kind of credentials', before: [user('tls')], after: [user('scram-sha-512')], finds: ['spec.authentication.type'], says: ['its Secret gets other keys'] },
    { when: 'a listener comes', before: [kafka()], after: [kafka({ listeners: [listener({}), listener({ name: 'scram', port: 9094 })] })] },
    { when: 'others are let in', before: [kafka()], after: [kafka({ listeners: [listener({ networkPolicyPeers: [] })] })] },
  ],
  'change/moved': [
    { when: 'an operator fills new members', before: [kafka({}, REBALANCING), pool()], after: [kafka({}, REBALANCING), pool({ replicas: 5 })], finds: [REPLICAS], says: ['Cruise Control moves partitions to the new'] },
    { when: 'nobody fills them', before: [pool()], after: [pool({ replicas: 5 })], finds: [REPLICAS], says: ['start empty', 'add-brokers'] },
    { when: 'an operator empties members before they go', before: [kafka({}, REBALANCING), pool()], after: [kafka({}, REBALANCING), pool({ replicas: 3 })], finds: [REPLICAS], says: ['moves partitions away'] },
    { when: 'an operator makes copies', before: [kafka({}, REBALANCING), topic()], after: [kafka({}, REBALANCING), topic({ replicas: 2 })], finds: [REPLICAS] },
    { when: 'nobody empties them', before: [pool()], after: [pool({ replicas: 3 })] },
  ],
  'change/restarted': [
    { when: 'members of an operator get more memory', before: [pool()], after: [pool({ resources: { limits: { memory: '4Gi' } } })], finds: ['spec.resources'], says: ['restart one at a time'] },
    { when: 'they get a volume', before: [pool()], after: [stored(volume(), volume({ id: 1, kraftMetadata: undefined }))], finds: ['spec.storage.volumes'] },
    { when: 'they get other settings', before: [kafka()], after: [kafka({ config: { 'log.retention.ms': 1 } })], finds: ['spec.kafka.config'], says: ['live where Kafka can'] },
    { when: 'they know their zones', before: [kafka()], after: [kafka({ rack: { topologyKey: 'zone' } })], finds: ['spec.kafka.rack'] },
    { when: 'they get a listener', before: [kafka()], after: [kafka({ listeners: [listener({}), listener({ name: 'scram', port: 9094 })] })], finds: [`${CLIENTS.replace('clients', 'scram')}`] },
    { when: 'they tell Cruise Control their load', before: [kafka()], after: [kafka({}, REBALANCING)], finds: ['spec.cruiseControl'] },
    { when: 'their pods get annotations', before: [kafka()], after: [kafka({ template: { pod: { metadata: {} } } })], finds: ['spec.kafka.template'] },
    { when: 'only their budget changes', before: [kafka({ template: { podDisruptionBudget: { maxUnavailable: 1 } } })], after: [kafka({ template: { podDisruptionBudget: { maxUnavailable: 0 } } })] },
    { when: 'volumes grow', before: [pool()], after: [stored(volume({ size: '1Ti' }))] },
  ],
};
