import { sortedJson } from './content-hash';
import { COMPONENT_LABEL } from './names';
import { PlannedObject } from './planned-object';
import { ConflictPlan } from '../plan';

/*
 * What carries a promise, but in no word that a rule reads: files, the engine's environment, commands, who may connect,
 * who is selected, what is refused. Nobody can say what a patch of it breaks, so it counts as working against what was promised.
 */

/** The parts of an object, by what a message calls them. */
type Parts = Record<string, unknown>;

export function unreadPatches(objects: PlannedObject[]): ConflictPlan[] {
  return objects.filter((object) => object.patchCount > 0 && carriesPromise(object)).flatMap((object) => {
    const rendered = object.rendered();
    const ours = (rendered.spec?.template?.spec?.initContainers ?? []).map(({ name }: any) => name);
    const before = parts(object.kind, rendered, ours);
    const after = parts(object.kind, object.toJson(), ours);
    return Object.keys({ ...before, ...after }).filter((part) => text(before[part]) !== text(after[part])).map((part) => ({
      setting: `${object.kind} ${object.name}: ${part}`,
      got: 'a patch',
      expected: 'what was rendered: no rule can tell what another value breaks',
      guarantee: 'what was promised',
    }));
  });
}

/** Alerts and dashboards are of no component: they tell of promises and keep none. */
function carriesPromise(object: PlannedObject): boolean {
  return object.kind !== 'ConfigMap' || object.metadata.getLabel(COMPONENT_LABEL) !== undefined;
}

function text(value: unknown): string {
  return value === undefined ? '' : sortedJson(value);
}

function parts(kind: string, object: any, ours: string[]): Parts {
  switch (kind) {
    case 'ConfigMap': return named('file', Object.entries(object.data ?? {}));
    case 'NetworkPolicy':
    case 'ValidatingAdmissionPolicy':
    case 'ValidatingAdmissionPolicyBinding': return { spec: object.spec };
    case 'Service': return {
      'spec.selector': object.spec?.selector, 'spec.ports': object.spec?.ports, 'spec.loadBalancerSourceRanges': object.spec?.loadBalancerSourceRanges,
    };
    case 'StatefulSet':
    case 'Deployment': return podParts(object.spec?.template?.spec ?? {}, ours);
    case 'Job': return jobParts(object.spec ?? {}, ours);
    default: return {};
  }
}

/** By what its pods find each other, and when it is done. */
function jobParts(spec: any, ours: string[]): Parts {
  const pod = spec.template?.spec ?? {};
  return {
    ...podParts(pod, ours),
    'completionMode': spec.completionMode,
    'successPolicy': spec.successPolicy,
    'host names': [pod.hostname, pod.subdomain],
  };
}

/** Of our own containers; what a patch adds is the user's. */
function podParts(pod: any, ours: string[]): Parts {
  const main = pod.containers?.[0] ?? {};
  const before = (name: string) => pod.initContainers?.find((container: any) => container.name === name);
  return {
    ...named('env', (main.env ?? []).map((e: any) => [e.name, e])),
    ...named('init container', ours.map((name) => [name, before(name)])),
    'command': main.command,
    'args': main.args,
    'security context': [pod.securityContext, main.securityContext],
  };
}

function named(what: string, entries: [string, unknown][]): Parts {
  return Object.fromEntries(entries.map(([name, value]) => [`${what} ${name}`, value]));
}
