import { CatalogueEntry } from './entry';
import { MANAGED_BY_LABEL, MANAGER } from '../../builtin/names';
import { namespacePeer } from '../../builtin/network-policy';
import { KubeObject } from '../../manifests/kube-object';

/**
 * Lets in nobody but those of whom the catalogue knows. The API server from anywhere: where it calls from is not known. What the kubelet asks,
 * which is on the same node, no policy stops: https://kubernetes.io/docs/concepts/services-networking/network-policies/.
 */
export function networkPolicy({ ports }: CatalogueEntry, object: KubeObject, collectorNamespace: string): KubeObject[] {
  const { name, namespace, labels } = object.metadata;
  const own = object.kind === 'Deployment' ? ports.filter(({ deployments }) => deployments?.includes(name)) : [];
  if (own.length === 0) return [];
  return [{
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace, labels: { ...labels, [MANAGED_BY_LABEL]: MANAGER } },
    spec: {
      ingress: own.map(({ from, number }) => ({
        ...from === 'API server' ? {} : { from: [namespacePeer(from === 'monitoring' ? collectorNamespace : namespace!)] },
        ports: [{ port: number, protocol: 'TCP' }],
      })),
      podSelector: { matchLabels: { ...object.spec.selector.matchLabels } },
      policyTypes: ['Ingress'],
    },
  }];
}
