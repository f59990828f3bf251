// The one table of what API servers and cert-manager's definitions add to objects as we write them. A row that is never met is a mistake.
import { Default } from './compare';

const POD = 'spec/template/spec';

const everywhere: Default[] = [
  ...['uid', 'resourceVersion', 'generation', 'creationTimestamp', 'managedFields'].map((field) => (
    { path: `metadata/${field}`, value: 'the server\'s', own: true })),
  { path: 'status', value: 'the controllers\'', own: true },
  { path: 'spec/template/metadata/creationTimestamp', value: null }, // up to 1.34
];

const pods: Default[] = [
  ...['containers', 'initContainers'].flatMap((list) => [
    { path: `${POD}/${list}/*/terminationMessagePath`, value: '/dev/termination-log' },
    { path: `${POD}/${list}/*/terminationMessagePolicy`, value: 'File' },
    { path: `${POD}/${list}/*/imagePullPolicy`, value: 'IfNotPresent' }, // the images have tags
  ]),
  { path: `${POD}/containers/*/env/*/valueFrom/fieldRef/apiVersion`, value: 'v1' },
  { path: `${POD}/containers/*/livenessProbe/httpGet/scheme`, value: 'HTTP' },
  { path: `${POD}/containers/*/readinessProbe/httpGet/scheme`, value: 'HTTP' },
  { path: `${POD}/containers/*/livenessProbe/successThreshold`, value: 1 },
  { path: `${POD}/containers/*/readinessProbe/successThreshold`, value: 1 },
  { path: `${POD}/restartPolicy`, value: 'Always' },
  { path: `${POD}/dnsPolicy`, value: 'ClusterFirst' },
  { path: `${POD}/schedulerName`, value: 'default-scheduler' },
  { path: `${POD}/terminationGracePeriodSeconds`, value: 30 }, // of the Jobs: they have nothing to hand over
  { path: `${POD}/serviceAccount`, value: 'the former name of serviceAccountName', own: true },
  { path: `${POD}/volumes/*/configMap/defaultMode`, value: 0o644 },
  { path: `${POD}/volumes/*/secret/defaultMode`, value: 0o644 },
];

const services: Default[] = [
  { kinds: ['Service'], path: 'spec/type', value: 'ClusterIP' },
  { kinds: ['Service'], path: 'spec/clusterIP', value: 'the server\'s', own: true },
  { kinds: ['Service'], path: 'spec/clusterIPs', value: 'the server\'s', own: true },
  { kinds: ['Service'], path: 'spec/ipFamilies', value: ['IPv4'] }, // of this cluster
  { kinds: ['Service'], path: 'spec/ipFamilyPolicy', value: 'SingleStack' },
  { kinds: ['Service'], path: 'spec/internalTrafficPolicy', value: 'Cluster' },
  { kinds: ['Service'], path: 'spec/sessionAffinity', value: 'None' },
  // of load balancers
  { kinds: ['Service'], path: 'spec/ports/*/nodePort', value: 'the server\'s', own: true },
  { kinds: ['Service'], path: 'spec/healthCheckNodePort', value: 'the server\'s', own: true },
  { kinds: ['Service'], path: 'spec/allocateLoadBalancerNodePorts', value: true },
];

const claims: Default[] = [
  { kinds: ['PersistentVolumeClaim'], path: 'metadata/finalizers', value: ['kubernetes.io/pvc-protection'] },
];

/** Who holds work back writes `suspend` and `managedBy`: written here, they would be taken back. */
const training: Default[] = [
  { kinds: ['TFJob', 'PyTorchJob'], path: 'spec/runPolicy/suspend', value: false },
  { kinds: ['TrainJob'], path: 'spec/suspend', value: false },
  { kinds: ['TrainJob'], path: 'spec/managedBy', value: 'trainer.kubeflow.org/trainjob-controller' },
  { kinds: ['TrainingRuntime'], path: 'spec/mlPolicy/torch/numProcPerNode', value: 'auto' }, // of the definition 2.0.0
];

const workloads: Default[] = [
  { kinds: ['StatefulSet', 'Deployment'], path: 'spec/revisionHistoryLimit', value: 10 },
  { kinds: ['Deployment'], path: 'spec/progressDeadlineSeconds', value: 600 },
  { kinds: ['StatefulSet'], path: 'spec/volumeClaimTemplates/*/status/phase', value: 'Pending' },
  { kinds: ['StatefulSet'], path: 'spec/volumeClaimTemplates/*/metadata/creationTimestamp', value: null }, // up to 1.34
  { kinds: ['Job'], path: 'spec/parallelism', value: 1 },
  { kinds: ['Job'], path: 'spec/completions', value: 1 },
  { kinds: ['Job'], path: 'spec/completionMode', value: 'NonIndexed' },
  { kinds: ['Job'], path: 'spec/suspend', value: false },
  { kinds: ['Job'], path: 'spec/manualSelector', value: false }, // since 1.31
  { kinds: ['Job'], path: 'spec/podReplacementPolicy', value: 'Failed' }, // since 1.29
  { kinds: ['Job'], path: 'spec/podReplacementPolicy', value: 'TerminatingOrFailed' }, // where no exit codes are told apart
  { kinds: ['Job'], path: 'spec/selector/matchLabels/batch.kubernetes.io\\controller-uid', value: 'the server\'s', own: true },
  ...['controller-uid', 'job-name', 'batch.kubernetes.io\\controller-uid', 'batch.kubernetes.io\\job-name'].map((label) => (
    { kinds: ['Job'], path: `spec/template/metadata/labels/${label}`, value: 'the server\'s', own: true })),
];

const definitions: Default[] = [
  { kinds: ['CustomResourceDefinition'], path: 'spec/conversion/strategy', value: 'None' },
];

const webhooks: Default[] = [
  { kinds: ['ValidatingWebhookConfiguration'], path: 'webhooks/*/objectSelector', value: {} },
];

/** cdk8s-plus writes what is so anyway. */
const said: Default[] = [
  { kinds: ['Deployment'], path: 'spec/minReadySeconds', value: 0, dropped: true },
  { kinds: ['Deployment'], path: `${POD}/hostNetwork`, value: false, dropped: true },
];

export const DEFAULTS: readonly Default[] = [
  ...everywhere, ...pods, ...services, ...claims, ...training, ...workloads, ...definitions, ...webhooks, ...said,
];
