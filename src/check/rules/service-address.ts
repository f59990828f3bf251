import { RuleDefinition } from './rule-definition';
import { at } from '../../manifests/value';
import { under } from '../change';
import { ChangeClass } from '../change-class';

const ADDRESSES = ['clusterIP', 'clusterIPs', 'ipFamilies'];

export const SERVICE_ADDRESS: RuleDefinition = {
  id: 'change/service-address',
  class: ChangeClass.FORBIDDEN,
  proves: 'A Service keeps the address that it has, or stays without one: a headless Service stays headless.',
  source: 'Kubernetes, pkg/apis/core/validation/validation.go, ValidateServiceUpdate: '
    + 'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go ("may not change once set")',
  judge: ({ kind, before, after }, open) => {
    if (kind !== 'Service' || !before || !after) return [];
    const both = (field: string, value: string) => [before, after].every((service) => at(service, 'spec', field) === value);
    // a Service without addresses of its own gives them up, and gets new ones
    if ([before, after].some((service) => at(service, 'spec', 'type') === 'ExternalName')) return [];
    const fields = [...both('clusterIP', 'None') ? [] : ADDRESSES, ...both('type', 'LoadBalancer') ? ['loadBalancerClass'] : []];
    const todo = 'keep it; another address is another Service: delete the old one before the new one is applied, while its clients can do without it';
    return fields.flatMap((field) => under(open, ['spec', field])).filter(changes).map((field) => ({ ...field, todo }));
  },
};

/** What a manifest no longer says, the API server keeps: that matters only where it was `None`. What it says anew differs from what was assigned. */
function changes({ was, is, path }: { was?: unknown; is?: unknown; path: readonly string[] }): boolean {
  switch (path[1]) {
    case 'clusterIP': return is === undefined || is === '' ? was === 'None' : true;
    case 'loadBalancerClass': return true;
    default: return first(was) !== undefined && first(is) !== undefined && first(was) !== first(is);
  }
}

/** Families and addresses beyond the first may come and go. */
function first(list: unknown): unknown {
  return Array.isArray(list) ? list[0] : undefined;
}
