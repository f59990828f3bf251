import { Lazy } from 'cdk8s';
import { refuse } from '../contract/message';
import { Audience, ComponentPlan, PortPlan, TaskPlan, WorkloadPlan } from '../plan';
import { Manifest, metadata } from './manifest';
import { partName, selector } from './names';

function podsOf(plan: WorkloadPlan, part: string): any {
  return { podSelector: { matchLabels: selector(plan, part) } };
}

/** All pods of a namespace, told by the label that the API server gives to each. */
export function namespacePeer(name: string): any {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } };
}

/** Whoever collects metrics. */
function collectors(plan: WorkloadPlan, port: PortPlan): any[] {
  const collects = port.audience === Audience.MONITORING ? plan.monitoring?.collectorNamespace : undefined;
  return collects === undefined ? [] : [namespacePeer(collects)];
}

/**
 * One rule for each port that peers, tasks or collectors reach. Whoever else may is let in by a policy of its own: they add up.
 * A port for anybody has a rule without a source: where a load balancer or a node rewrites the source's address, it is not
 * defined whether policies see the old one or the new one.
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors (ipBlock)
 */
function ingress(plan: WorkloadPlan, component: ComponentPlan, tasks: TaskPlan[]): any[] | undefined {
  const rules = component.ports.flatMap((port) => {
    if (port.audience === Audience.OUTSIDE) return [{ ports: [{ port: port.number, protocol: 'TCP' }] }];
    const peers = [
      ...[...new Set(port.peers ?? [])].filter((peer) => !component.anyPortPeers?.includes(peer)).sort().map((peer) => podsOf(plan, peer)),
      ...tasks.filter((task) => task.uses?.includes(port.name)).map((task) => task.name).sort().map((task) => podsOf(plan, task)),
      ...collectors(plan, port),
    ];
    return peers.length > 0 ? [{ from: peers, ports: [{ port: port.number, protocol: 'TCP' }] }] : [];
  });
  const anyPort = [...new Set(component.anyPortPeers ?? [])].sort().map((peer) => podsOf(plan, peer));
  const all = anyPort.length > 0 ? [...rules, { from: anyPort }] : rules;
  return all.length > 0 ? all : undefined;
}

/** Lets in nobody but those who were declared. */
export function networkPolicy(path: string, plan: WorkloadPlan, component: ComponentPlan, tasks: () => TaskPlan[]): Manifest {
  for (const port of component.ports) {
    const stranger = (port.peers ?? []).find((peer) => !plan.components.some((candidate) => candidate.name === peer));
    if (stranger !== undefined) {
      refuse({
        path,
        what: `peers of port ${port.name} of ${component.name}`,
        got: `"${stranger}"`,
        expected: `one of ${plan.components.map((candidate) => candidate.name).join(', ')}`,
        change: 'name one that exists',
      });
    }
  }
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadata(plan, partName(plan, component.name), component.name),
    spec: {
      ingress: Lazy.any({ produce: () => ingress(plan, component, tasks()) }),
      podSelector: { matchLabels: selector(plan, component.name) },
      policyTypes: ['Ingress'],
    },
  };
}
