import { sortedJson } from './content-hash';
import { PlannedObject } from './planned-object';
import { ConflictPlan } from '../plan';

/*
 * What carries a promise, but in no word that a rule reads: files, the engine's environment, commands, who may connect,
 * who is selected. Nobody can say what a patch of it breaks, so it counts as working against what was promised.
 */

/** The parts of an object, by what a message calls them. */
type Parts = Record<string, unknown>;

export function unreadPatches(objects: PlannedObject[]): ConflictPlan[] {
  return objects.filter((object) => object.patchCount > 0).flatMap((object) => {
    const before = parts(object.kind, object.rendered());
    const after = parts(object.kind, object.toJson());
    return Object.keys({ ...before, ...after }).filter((part) => text(before[part]) !== text(after[part])).map((part) => ({
      setting: `${object.kind} ${object.name}: ${part}`,
      got: 'a patch',
      expected: 'what was rendered: no rule can tell what another value breaks',
      guarantee: 'what was promised',
    }));
  });
}

function text(value: unknown): string {
  return value === undefined ? '' : sortedJson(value);
}

function parts(kind: string, object: any): Parts {
  switch (kind) {
    case 'ConfigMap': return named('file', Object.entries(object.data ?? {}));
    case 'NetworkPolicy': return { spec: object.spec };
    case 'Service': return {
      'spec.selector': object.spec?.selector, 'spec.ports': object.spec?.ports, 'spec.loadBalancerSourceRanges': object.spec?.loadBalancerSourceRanges,
    };
    case 'StatefulSet':
    case 'Deployment':
    case 'Job': return podParts(object.spec?.template?.spec ?? {});
    default: return {};
  }
}

/** Of our own containers; what a patch adds is the user's. */
function podParts(pod: any): Parts {
  const main = pod.containers?.[0] ?? {};
  return {
    ...named('env', (main.env ?? []).map((e: any) => [e.name, e])),
    'command': main.command,
    'args': main.args,
    'init container': pod.initContainers?.[0],
    'security context': [pod.securityContext, main.securityContext],
  };
}

function named(what: string, entries: [string, unknown][]): Parts {
  return Object.fromEntries(entries.map(([name, value]) => [`${what} ${name}`, value]));
}
