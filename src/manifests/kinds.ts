import { at } from './value';

/*
 * The kinds of Kubernetes' own API, of snapshots, and of the issuer of certificates that this library's own manifests name:
 * what a change of them does is known. Source: Kubernetes, pkg/apis/ and API reference,
 * https://kubernetes.io/docs/reference/kubernetes-api/
 */

const NAMESPACED: Record<string, string> = {
  '': 'Binding ConfigMap Endpoints Event LimitRange PersistentVolumeClaim Pod PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount',
  'apps': 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet',
  'autoscaling': 'HorizontalPodAutoscaler',
  'batch': 'CronJob Job',
  'cert-manager.io': 'Certificate CertificateRequest Issuer',
  'coordination.k8s.io': 'Lease LeaseCandidate',
  'discovery.k8s.io': 'EndpointSlice',
  'events.k8s.io': 'Event',
  'networking.k8s.io': 'Ingress NetworkPolicy',
  'policy': 'PodDisruptionBudget',
  'rbac.authorization.k8s.io': 'Role RoleBinding',
  'resource.k8s.io': 'ResourceClaim ResourceClaimTemplate',
  'snapshot.storage.k8s.io': 'VolumeSnapshot',
  'storage.k8s.io': 'CSIStorageCapacity',
};

const CLUSTER_SCOPED: Record<string, string> = {
  '': 'ComponentStatus Namespace Node PersistentVolume',
  'admissionregistration.k8s.io': 'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding MutatingWebhookConfiguration '
    + 'ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration',
  'apiextensions.k8s.io': 'CustomResourceDefinition',
  'apiregistration.k8s.io': 'APIService',
  'cert-manager.io': 'ClusterIssuer',
  'certificates.k8s.io': 'CertificateSigningRequest ClusterTrustBundle',
  'flowcontrol.apiserver.k8s.io': 'FlowSchema PriorityLevelConfiguration',
  'networking.k8s.io': 'IngressClass IPAddress ServiceCIDR',
  'node.k8s.io': 'RuntimeClass',
  'policy': 'PodSecurityPolicy',
  'rbac.authorization.k8s.io': 'ClusterRole ClusterRoleBinding',
  'resource.k8s.io': 'DeviceClass ResourceSlice',
  'scheduling.k8s.io': 'PriorityClass',
  'snapshot.storage.k8s.io': 'VolumeSnapshotClass VolumeSnapshotContent',
  'storage.k8s.io': 'CSIDriver CSINode StorageClass VolumeAttachment VolumeAttributesClass',
};

/** Where the kinds of a group that is gone went. */
const FORMER_GROUPS: Record<string, Record<string, string>> = {
  extensions: {
    DaemonSet: 'apps', Deployment: 'apps', ReplicaSet: 'apps', Ingress: 'networking.k8s.io', NetworkPolicy: 'networking.k8s.io', PodSecurityPolicy: 'policy',
  },
};

function kinds(groups: Record<string, string>): Set<string> {
  return new Set(Object.entries(groups).flatMap(([group, names]) => names.split(' ').map((name) => group === '' ? name : `${group}/${name}`)));
}

const NAMESPACED_KINDS = kinds(NAMESPACED);
const CLUSTER_SCOPED_KINDS = kinds(CLUSTER_SCOPED);

/** The group of an apiVersion, '' for core. */
export function groupOf(apiVersion: string, kind: string): string {
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  return at(FORMER_GROUPS, group, kind) ?? group;
}

/** Whether the kind, `apps/StatefulSet`, is one of which it is known what a change does. */
export function isKnown(kind: string): boolean {
  return NAMESPACED_KINDS.has(kind) || CLUSTER_SCOPED_KINDS.has(kind);
}

/** Whether objects of the kind are in no namespace, whatever their manifest says. */
export function isClusterScoped(kind: string): boolean {
  return CLUSTER_SCOPED_KINDS.has(kind);
}
