import * as fc from 'fast-check';
import { orders } from './orders';
import { worldOf } from '../../src/check/change';
import { ChangeClass } from '../../src/check/change-class';
import { compare, judge } from '../../src/check/compare';
import { isUnder, pathText } from '../../src/check/path';
import { text } from '../../src/check/text';
import { verdictOf } from '../../src/check/verdict';
import { KubeObject } from '../../src/manifests/kube-object';
import { readManifests } from '../../src/manifests/manifests';

/** Kinds that rules look into, and one that they don't know. */
const KINDS = [
  ['v1', 'ConfigMap'], ['v1', 'Secret'], ['v1', 'Service'], ['v1', 'PersistentVolumeClaim'], ['v1', 'PersistentVolume'], ['v1', 'Pod'], ['v1', 'Namespace'],
  ['apps/v1', 'StatefulSet'], ['apps/v1', 'Deployment'], ['apps/v1', 'DaemonSet'], ['batch/v1', 'Job'], ['batch/v1', 'CronJob'],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'], ['rbac.authorization.k8s.io/v1', 'RoleBinding'], ['kafka.strimzi.io/v1', 'Kafka'], ['example.com/v1', 'Store'],
];

/** Words at which a rule may stop and look, and anything at all behind them. */
const word = fc.constantFrom('spec', 'replicas', 'ordinals', 'start', 'template', 'metadata', 'labels', 'annotations', 'selector', 'matchLabels', 'matchExpressions',
  'values', 'containers', 'volumes', 'persistentVolumeClaim', 'claimName', 'volumeClaimTemplates', 'resources', 'requests', 'storage', 'name', 'data', 'clusterIP', 'clusterIPs',
  'persistentVolumeClaimRetentionPolicy', 'whenScaled', 'updateStrategy', 'type', 'rollingUpdate', 'partition', 'versions', 'served', 'roleRef', 'jobTemplate', 'immutable',
  'cdk8s-data/draining', 'cdk8s-data/version', 'cdk8s-data/state-version', 'app.kubernetes.io/managed-by', 'app.kubernetes.io/name', 'configMap', '__proto__', '');
const anything = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 7, withCrossShrink: true }, tie('scalar'), tie('list'), tie('map')),
  scalar: fc.constantFrom(null, true, false, 0, 1, 3, -1, 1.5, 1e9, '', 'a', 'kafka', 'cdk8s-data', 'Delete', 'OnDelete', 'None', '1Gi', '4.3.1', '4.2', '1,2', 'x\ny\n'),
  list: fc.array(tie('value'), { maxLength: 3 }),
  map: fc.dictionary(word, tie('value'), { maxKeys: 4 }),
})).value;

const manifest: fc.Arbitrary<KubeObject> = fc.tuple(fc.constantFrom(...KINDS), fc.constantFrom('a', 'b', 'events-topics-0123456789'), fc.dictionary(word, anything, { maxKeys: 3 }),
  fc.dictionary(fc.constantFrom('spec', 'data', 'template', 'immutable', 'roleRef', 'status', 'stringData'), anything, { maxKeys: 3 }))
  .map(([[apiVersion, kind], name, metadata, rest]) => JSON.parse(JSON.stringify({ ...rest, apiVersion, kind, metadata: { ...metadata, name, namespace: 'shop' } })));

/** As a folder holds them: one manifest for one object. */
const manifests = fc.uniqueArray(manifest, { selector: ({ kind, metadata }) => `${kind} ${metadata.name}`, maxLength: 5 });

test('comparing anything with itself finds nothing', () => {
  fc.assert(fc.property(manifests, (objects) => expect(compare(objects, JSON.parse(JSON.stringify(objects)))).toEqual([])));
  expect(compare(orders(), orders())).toEqual([]);
});

test('adding destroys nothing and stops nothing', () => {
  fc.assert(fc.property(manifests, manifests, (was, more) => {
    const name = ({ kind, metadata }: KubeObject) => `${kind} ${metadata.name}`;
    const added = more.filter((object) => !was.some((other) => name(other) === name(object)));
    expect(compare(was, [...was, ...added]).filter((finding) => finding.class !== ChangeClass.IN_PLACE)).toEqual([]);
  }));
});

test('whatever changes, each difference is in exactly one finding, and it can be said', () => {
  fc.assert(fc.property(manifests, manifests, (was, is) => {
    const world = worldOf(was, is);
    for (const change of world.changes) {
      const paths = judge(change, world).map(({ path }) => path);
      expect(new Set(paths).size).toBe(paths.length);
      for (const { path } of change.differences) {
        const above = Array.from({ length: path.length + 1 }, (_, i) => path.slice(0, i)).filter((part) => isUnder(path, part));
        expect(above.filter((part) => paths.includes(pathText(part)))).toHaveLength(1);
      }
    }
    expect(text(verdictOf(compare(was, is), []), [])).toMatch(/nothing changes|applied as it is/);
  }), { numRuns: 300 });
});

test('the order of objects does not matter', () => {
  const both = fc.tuple(manifests, manifests).chain(([was, is]) => fc.tuple(
    fc.constant([was, is]),
    fc.tuple(fc.shuffledSubarray(was, { minLength: was.length }), fc.shuffledSubarray(is, { minLength: is.length })),
  ));
  fc.assert(fc.property(both, ([[was, is], [wasOtherwise, isOtherwise]]) => expect(compare(wasOtherwise, isOtherwise)).toEqual(compare(was, is))));
});

test('the order of files and documents does not matter', () => {
  const documents = orders().map((object) => JSON.stringify(object));
  const after = orders({ replicas: 6 });
  const read = (parts: string[][]) => readManifests(parts.map((part, i) => ({ name: `${i}.yaml`, text: part.join('\n---\n') }))).objects;
  fc.assert(fc.property(fc.shuffledSubarray(documents, { minLength: documents.length }), fc.nat(documents.length), (shuffled, cut) => {
    expect(compare(read([shuffled.slice(0, cut), shuffled.slice(cut)]), after)).toEqual(compare(orders(), after));
  }), { numRuns: 5 });
});

test('what a Secret says is never shown', () => {
  fc.assert(fc.property(fc.string({ minLength: 12 }), fc.string({ minLength: 12 }), (was, is) => {
    fc.pre(was !== is);
    const secret = (value: string) => [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, data: { key: value }, stringData: { key: value } }];
    const findings = JSON.stringify(compare(secret(was), secret(is)));
    expect(findings).not.toContain(JSON.stringify(was).slice(1, -1));
    expect(findings).not.toContain(JSON.stringify(is).slice(1, -1));
  }));
});
