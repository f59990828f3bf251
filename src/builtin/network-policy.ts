import { Lazy } from 'cdk8s';
import { refuse } from '../contract/message';
import { Audience, ComponentPlan, PortPlan, TaskPlan, WorkloadPlan } from '../plan';
import { sortedJson } from './content-hash';
import { Manifest, metadata } from './manifest';
import { partName, selector } from './names';

/** Who connects, as in a NetworkPolicy's `from`. */
export interface NetworkPeer {
  readonly ipBlock?: any;
  readonly namespaceSelector?: any;
  readonly podSelector?: any;
}

/** Who was admitted to the ports of a workload, gathered while the program runs. */
export class Admissions {
  private readonly admitted = new Map<string, NetworkPeer[]>();

  constructor(private readonly path: string, private readonly plan: WorkloadPlan) {
  }

  public admit(port: string, peer: NetworkPeer): void {
    const ports = this.plan.components.flatMap((component) => component.ports).filter((candidate) => candidate.name === port);
    if (!ports.some((candidate) => candidate.audience !== Audience.PEERS)) {
      const open = this.plan.components.flatMap((component) => component.ports).filter((candidate) => candidate.audience !== Audience.PEERS);
      refuse({
        path: this.path,
        what: 'port to admit clients to',
        got: ports.length > 0 ? `"${port}", which only peers use` : `"${port}"`,
        expected: `one of ${[...new Set(open.map((candidate) => candidate.name))].join(', ') || 'none: no port is for clients'}`,
        change: 'name one of them',
      });
    }
    if (Object.keys(peer).length === 0) {
      refuse({
        path: this.path,
        what: `client of port ${port}`,
        got: 'an empty peer',
        expected: 'podSelector, namespaceSelector or ipBlock',
        change: 'say who connects',
      });
    }
    this.admitted.set(port, [...this.admitted.get(port) ?? [], peer]);
  }

  public of(port: PortPlan): NetworkPeer[] {
    return port.audience === Audience.PEERS ? [] : this.admitted.get(port.name) ?? [];
  }
}

function podsOf(plan: WorkloadPlan, part: string): NetworkPeer {
  return { podSelector: { matchLabels: selector(plan, part) } };
}

/** One rule for each port that anybody may reach. */
function ingress(plan: WorkloadPlan, component: ComponentPlan, admissions: Admissions, tasks: TaskPlan[]): any[] | undefined {
  const rules = component.ports.flatMap((port) => {
    const peers = [
      ...[...port.peers ?? []].sort().map((peer) => podsOf(plan, peer)),
      ...tasks.filter((task) => task.uses?.includes(port.name)).map((task) => task.name).sort().map((task) => podsOf(plan, task)),
      ...admissions.of(port).map((peer) => [sortedJson(peer), peer] as const).sort(([a], [b]) => a < b ? -1 : 1).map(([, peer]) => peer),
    ];
    const texts = peers.map(sortedJson);
    const distinct = peers.filter((_, at) => texts.indexOf(texts[at]) === at);
    return distinct.length > 0 ? [{ from: distinct, ports: [{ port: port.number, protocol: 'TCP' }] }] : [];
  });
  return rules.length > 0 ? rules : undefined;
}

/** Lets in nobody but those who were declared. */
export function networkPolicy(path: string, plan: WorkloadPlan, component: ComponentPlan, admissions: Admissions, tasks: () => TaskPlan[]): Manifest {
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
      ingress: Lazy.any({ produce: () => ingress(plan, component, admissions, tasks()) }),
      podSelector: { matchLabels: selector(plan, component.name) },
      policyTypes: ['Ingress'],
    },
  };
}
