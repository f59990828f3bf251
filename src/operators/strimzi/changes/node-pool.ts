import { clusterOf, isBeside, kafkaOf, rebalances } from './belonging';
import { parseQuantity } from '../../../builtin/quantity';
import { annotationOf, kindOf, KubeObject, nameOf } from '../../../manifests/kube-object';
import { at, Fields, keysOf, mapsOf, same } from '../../../manifests/value';
import { Beside, Consequence, Effect, KnownKind } from '../../known-kind';

/**
 * A pool of Strimzi's nodes. documentation/modules/configuring/: con-config-node-pool-roles.adoc, proc-scaling-down-node-pools.adoc,
 * con-skipping-scale-down-checks.adoc, proc-managing-storage-node-pools.adoc; cluster-operator: KafkaClusterCreator, StorageDiff, NodePoolUtils.
 */
export const NODE_POOL: KnownKind = {
  lost: (pool) => `its nodes go at once, and nothing asks ${hasRole(pool, 'controller') ? 'whether the others can vote without them' : 'whether they hold partitions'}; `
    + `claims ${volumesOf(pool).some(({ fields }) => fields.deleteClaim === true) ? 'go with them' : 'stay, and nothing reads them any more'}: keep it. `
    + 'To move brokers to another pool, add that one, move the partitions (KafkaRebalance, mode remove-brokers), and take this one away when it is empty',
  isSame: (one, other) => isBeside(one, other) && same(rolesOf(one), rolesOf(other)),
  consequences: (before, after, beside) => before
    ? [...number(before, after, beside), ...roles(before, after), ...storage(before, after), ...restarts(before, after)]
    : added(after, beside),
};

function rolesOf(pool: KubeObject): string[] {
  const said = at(pool, 'spec', 'roles');
  return Array.isArray(said) ? [...said].map(String).sort() : [];
}

function hasRole(pool: KubeObject, role: string): boolean {
  return rolesOf(pool).includes(role);
}

const QUORUM = 'the quorum of controllers is static: with another number of them two majorities may decide, or one that knows nothing. Strimzi does it unasked, and does not support it';

/** A pool of controllers more, where there were some. */
function added(pool: KubeObject, { previous }: Beside): Consequence[] {
  const others = previous.some((other) => kindOf(other) === kindOf(pool) && isBeside(other, pool) && hasRole(other, 'controller'));
  return hasRole(pool, 'controller') && others ? [{ effect: Effect.VOTERS, path: [], todo: `${QUORUM}: keep the controllers of ${clusterOf(pool)} as they are` }] : [];
}

const REPLICAS = ['spec', 'replicas'];

function number(before: KubeObject, after: KubeObject, { next }: Beside): Consequence[] {
  const [was, is] = [before, after].map((pool) => at(pool, ...REPLICAS));
  if (typeof was !== 'number' || typeof is !== 'number' || was === is) return [];
  const told = (effect: Effect, todo: string) => [{ effect, path: REPLICAS, todo }];
  if (hasRole(before, 'controller')) return told(Effect.VOTERS, `${QUORUM}: write ${was} again`);
  const kafka = kafkaOf(after, next);
  if (is > was) {
    return told(Effect.MOVED, rebalances(kafka, 'add-brokers')
      ? 'Cruise Control moves partitions to the new brokers'
      : 'the new brokers start empty: move partitions there by a KafkaRebalance of mode add-brokers');
  }
  if (annotationOf(kafka, SKIPS) === 'true') return told(Effect.MEMBERS_GONE, `with ${SKIPS} nobody asks whether they hold partitions: take the annotation away first, in a change of its own`);
  const held = 'Strimzi takes no broker away that holds partitions, and keeps all that there are meanwhile';
  return rebalances(kafka, 'remove-brokers')
    ? told(Effect.MOVED, `Cruise Control moves partitions away from the brokers that go; ${held}`)
    : told(Effect.MEMBERS_HELD, `${held}: empty them first by a KafkaRebalance of mode remove-brokers, or write remove-brokers in autoRebalance of their Kafka; then let this rule through`);
}

const SKIPS = 'strimzi.io/skip-broker-scaledown-check';

function roles(before: KubeObject, after: KubeObject): Consequence[] {
  const path = ['spec', 'roles'];
  const [was, is] = [before, after].map(rolesOf);
  if (was.includes('controller') !== is.includes('controller')) return [{ effect: Effect.VOTERS, path, todo: `${QUORUM}: keep the role` }];
  if (!was.includes('broker') || is.includes('broker')) return [];
  return [{ effect: Effect.MEMBERS_HELD, path, todo: 'Strimzi leaves the role to nodes that hold partitions: empty them first by a KafkaRebalance of mode remove-brokers, then let this rule through' }];
}

interface Volume {
  readonly name: string;
  readonly path: string[];
  readonly fields: Fields;
}

const STORAGE = ['spec', 'storage'];

/** The volumes by their ids, or the one that there is. */
function volumesOf(pool: KubeObject): Volume[] {
  const said = at(pool, ...STORAGE) ?? {};
  if (said.type !== 'jbod') return [{ name: '', path: STORAGE, fields: said }];
  return mapsOf(said.volumes).map((fields, i) => ({ name: String(fields.id), path: [...STORAGE, 'volumes', `[${i}]`], fields }));
}

/** StorageDiff, IGNORABLE_PATHS; a size may grow. */
const MAY_CHANGE = ['deleteClaim', 'kraftMetadata', 'volumeAttributesClass'];

function storage(before: KubeObject, after: KubeObject): Consequence[] {
  const [type, now] = [before, after].map((pool) => at(pool, ...STORAGE, 'type'));
  if (type !== now) return [ignored([...STORAGE, 'type'], `type ${type} -> ${now}`)];
  const is = volumesOf(after);
  return volumesOf(before).flatMap((volume): Consequence[] => {
    const other = is.find(({ name }) => name === volume.name);
    if (!other) {
      return [{ effect: Effect.VOLUME_GONE, path: volume.path, todo: `what lies on volume ${volume.name} goes, and nothing asks: move it first by a KafkaRebalance of mode remove-disks, then let this rule through` }];
    }
    const { fields } = volume;
    const changed = keysOf(fields, other.fields).filter((key) => !same(fields[key], other.fields[key]) && !mayChange(key, fields, other.fields));
    return [
      ...changed.map((key) => ignored([...other.path, key], `${key} ${fields[key] ?? 'none'} -> ${other.fields[key] ?? 'none'}`)),
      ...fields.deleteClaim !== true && other.fields.deleteClaim === true ? [{
        effect: Effect.KEPT_NO_MORE, path: [...other.path, 'deleteClaim'], todo: 'from now on claims go with their nodes, and with the Kafka, also where nobody meant it: keep false, and delete by hand what is no longer needed',
      }] : [],
    ];
  });
}

function mayChange(key: string, was: Fields, is: Fields): boolean {
  if (MAY_CHANGE.includes(key)) return true;
  const [before, after] = [parseQuantity(was[key]), parseQuantity(is[key])];
  return key === 'size' && before !== undefined && after !== undefined && after >= before;
}

function ignored(path: string[], what: string): Consequence {
  return {
    effect: Effect.IGNORED,
    path,
    todo: `Strimzi can't do ${what}, and then leaves all storage of the pool as it was, with no more than a warning in its Kafka's status: keep it; for other volumes `
      + 'add a pool, move the partitions (KafkaRebalance, mode remove-brokers), and take this one away when it is empty',
  };
}

function restarts(before: KubeObject, after: KubeObject): Consequence[] {
  const volumes = [before, after].map((pool) => volumesOf(pool).map(({ name, fields }) => ({ name, kraftMetadata: fields.kraftMetadata })));
  const paths = ['jvmOptions', 'resources', 'template', 'roles'].map((field) => ['spec', field]).filter((path) => !same(at(before, ...path), at(after, ...path)));
  return [...paths, ...same(volumes[0], volumes[1]) ? [] : [[...STORAGE, 'volumes']]].map((path) => ({
    effect: Effect.RESTARTED, path, todo: `nodes of ${nameOf(after).name} restart one at a time, a broker only while every partition on it keeps its in-sync minimum`,
  }));
}
