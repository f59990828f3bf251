import { ApiObject } from 'cdk8s';
import { KNOWN_HEALTH } from './known-health';
import { kindOf } from './marks';
import { ResourceHealth } from './resource-health';

/** How the health of the objects' kinds is told, as far as it is known: what somebody says of a kind counts before what the library knows. */
export function healthOf(objects: ApiObject[], said: ResourceHealth[]): ResourceHealth[] {
  const kinds = new Set(objects.map(kindOf));
  const name = ({ group, kind }: ResourceHealth) => `${group}/${kind}`;
  const known = KNOWN_HEALTH.filter((health) => !said.some((other) => name(other) === name(health)));
  return [...said, ...known].filter((health) => kinds.has(name(health)));
}
