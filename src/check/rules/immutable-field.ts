import { RuleDefinition } from './rule-definition';
import { under } from '../change';
import { ChangeClass } from '../change-class';
import { isUnder, pathOf, pathText } from '../path';

/** What of a kind can't be changed: these fields, or all at a path but these. */
interface Immutable {
  readonly fields?: string[];
  readonly under?: string;
  readonly but?: string[];
  /** These may be written down where there was nothing. */
  readonly once?: string[];
  readonly todo?: string;
}

const RUN = 'a run is never changed: write another one, under another name';
const ROLE: Immutable = { fields: ['roleRef'], todo: 'give the binding to the other role another name, or run kubectl auth reconcile' };

/** What no rule of its own takes. Read in the validation of Kubernetes 1.28, 1.34 and 1.36, and of the operators of training jobs that docs/operators.md names. */
const IMMUTABLE: Record<string, Immutable> = {
  'apps/StatefulSet': {
    under: 'spec',
    // selector and volumeClaimTemplates have rules of their own
    but: [
      'minReadySeconds', 'ordinals', 'persistentVolumeClaimRetentionPolicy', 'replicas', 'revisionHistoryLimit', 'selector', 'template',
      'updateStrategy', 'volumeClaimTemplates',
    ],
    todo: 'keep it; if it must change, delete the StatefulSet with --cascade=orphan (its pods and claims stay) and apply. '
      + 'With another serviceName its pods get other host names',
  },
  'apps/ControllerRevision': { fields: ['data'] },
  'Pod': {
    under: 'spec',
    but: ['activeDeadlineSeconds', 'containers.*.image', 'initContainers.*.image', 'schedulingGates', 'tolerations'],
    todo: 'delete the pod and apply, or let a Deployment or a StatefulSet replace it',
  },
  'PersistentVolume': {
    under: 'spec',
    but: ['accessModes', 'capacity', 'claimRef', 'mountOptions', 'persistentVolumeReclaimPolicy', 'storageClassName', 'volumeAttributesClassName'],
    once: ['spec.csi.controllerExpandSecretRef', 'spec.nodeAffinity'],
    todo: 'keep it: another place or source is another volume, and a volume of its own',
  },
  'Secret': { fields: ['type'] },
  'apiextensions.k8s.io/CustomResourceDefinition': { fields: ['spec.group', 'spec.names.kind', 'spec.names.plural', 'spec.scope'], todo: 'keep it: making it anew deletes all objects of its kind' },
  'batch.volcano.sh/Job': { under: 'spec', but: ['minAvailable', 'priorityClassName', 'tasks.*.minAvailable', 'tasks.*.replicas'], todo: RUN },
  'certificates.k8s.io/CertificateSigningRequest': { fields: ['spec'] },
  'certificates.k8s.io/ClusterTrustBundle': { fields: ['spec.signerName'] },
  'discovery.k8s.io/EndpointSlice': { fields: ['addressType'] },
  'jobset.x-k8s.io/JobSet': {
    fields: ['spec.failurePolicy', 'spec.managedBy', 'spec.network', 'spec.replicatedJobs', 'spec.startupPolicy', 'spec.successPolicy'], todo: RUN,
  },
  'networking.k8s.io/IngressClass': { fields: ['spec.controller'] },
  'networking.k8s.io/IPAddress': { fields: ['spec.parentRef'] },
  'node.k8s.io/RuntimeClass': { fields: ['handler'] },
  'rbac.authorization.k8s.io/ClusterRoleBinding': ROLE,
  'rbac.authorization.k8s.io/RoleBinding': ROLE,
  'resource.k8s.io/ResourceClaim': { fields: ['spec'] },
  'resource.k8s.io/ResourceClaimTemplate': { fields: ['spec'] },
  'scheduling.k8s.io/PriorityClass': { fields: ['preemptionPolicy', 'value'] },
  'snapshot.storage.k8s.io/VolumeSnapshot': { fields: ['spec.source'] },
  'storage.k8s.io/CSIDriver': { fields: ['spec.attachRequired', 'spec.volumeLifecycleModes'] },
  'storage.k8s.io/StorageClass': { fields: ['parameters', 'provisioner', 'reclaimPolicy', 'volumeBindingMode'], todo: 'make a class of another name, and name it in new claims: those that there are keep theirs' },
  'storage.k8s.io/VolumeAttachment': { fields: ['spec'] },
  'storage.k8s.io/VolumeAttributesClass': { fields: ['driverName', 'parameters'] },
  'trainer.kubeflow.org/TrainJob': { fields: ['spec.activeDeadlineSeconds', 'spec.managedBy', 'spec.runtimeRef', 'spec.trainer'], todo: RUN },
};

export const IMMUTABLE_FIELD: RuleDefinition = {
  id: 'change/immutable-field',
  class: ChangeClass.FORBIDDEN,
  proves: 'Fields that are set once and for all stay: `serviceName` and `podManagementPolicy` of a StatefulSet, the role of a binding, the source of a volume, '
    + 'a class\'s parameters, a training job of an operator\'s, and their like.',
  source: 'Kubernetes, the functions Validate...Update in pkg/apis/*/validation/validation.go: https://github.com/kubernetes/kubernetes/tree/master/pkg/apis',
  judge: ({ kind, before, after }, open) => {
    if (!before || !after || !Object.hasOwn(IMMUTABLE, kind)) return [];
    const { fields = [], under: whole, but = [], once = [], todo = 'keep it, or delete the object before the new one is applied' } = IMMUTABLE[kind];
    const mutable = but.map((field) => pathOf(`${whole}.${field}`));
    return [...fields, ...whole === undefined ? [] : [whole]].flatMap((path) => under(open, pathOf(path)))
      .filter(({ path, was }) => !mutable.some((one) => isUnder(path, one)) && !(was === undefined && once.includes(pathText(path))))
      .map((field) => ({ ...field, todo }));
  },
};
