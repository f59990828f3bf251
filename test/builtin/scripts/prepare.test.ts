import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { apiServer } from './api-server';
import { Sandbox } from './sandbox';

let pod: Sandbox;
let base: Record<string, string>;

beforeEach(() => {
  pod = new Sandbox();
  // a ConfigMap as the kubelet mounts it
  mkdirSync(pod.path('config/..2026_11'), { recursive: true });
  symlinkSync('..2026_11', pod.path('config/..data'));
  for (const name of ['start.sh', 'server.properties']) {
    writeFileSync(pod.path(`config/..2026_11/${name}`), `first ${name}\n`);
    symlinkSync(`..data/${name}`, pod.path(`config/${name}`));
  }
  base = { ...apiServer(pod), CONFIG_DIR: pod.path('config'), HOSTNAME: 'events-controller-0' };
});
afterEach(() => pod.remove());

const prepare = (more: Record<string, string> = {}) => pod.run('builtin/scripts/prepare.sh', { ...base, ...more });
const NODE = 'api/api_v1_nodes_node-a';
const MARKER = 'api/api_v1_namespaces_orders_configmaps_founded';

describe('files', () => {
  test('a member keeps the files that it started with', () => {
    expect(prepare().code).toBe(0);
    writeFileSync(pod.path('config/..2026_11/start.sh'), 'changed under the running pod\n');
    expect(pod.read('member/files/start.sh')).toBe('first start.sh\n');
    expect(pod.read('member/files/server.properties')).toBe('first server.properties\n');
    expect(pod.has('member/files/..data')).toBe(false);
  });

  test('a restarted pod gets the new files, and loses those that are gone', () => {
    prepare();
    pod.write('member/files/old.sh', '');
    writeFileSync(pod.path('config/..2026_11/start.sh'), 'second\n');
    prepare();
    expect(pod.read('member/files/start.sh')).toBe('second\n');
    expect(pod.has('member/files/old.sh')).toBe(false);
  });
});

describe('zone', () => {
  const zones = { ZONES: 'eastus-1 eastus-2 eastus-3' };

  test('the zone that the pod was told is taken, and nobody is asked', () => {
    expect(prepare({ ...zones, ZONE: 'eastus-2' }).code).toBe(0);
    expect(pod.read('member/zone')).toBe('eastus-2\n');
    expect(pod.calls()).toEqual([]);
  });

  test.each([
    ['indented, as the API server writes it for wget', 2],
    ['in one line', undefined],
  ])('the zone is read from the node (%s), not from text in its annotations', (_, indent) => {
    pod.write(NODE, JSON.stringify({
      metadata: { // in the order in which the API server writes it
        labels: { 'topology.kubernetes.io/region': 'eastus', 'topology.kubernetes.io/zone': 'eastus-3' },
        annotations: { 'note': JSON.stringify({ 'topology.kubernetes.io/zone': 'wrong' }), 'topology.kubernetes.io/zone': 'wrong' },
        managedFields: [{ fieldsV1: { 'f:topology.kubernetes.io/zone': {} } }],
      },
    }, undefined, indent));
    expect(prepare({ ...zones, NODE_NAME: 'node-a' }).code).toBe(0);
    expect(pod.read('member/zone')).toBe('eastus-3\n');
    expect(pod.calls()[0]).toContain('as=PartialObjectMetadata');
  });

  test('the zone may have a label of its own', () => {
    pod.command('bin/wget', { out: JSON.stringify({ metadata: { labels: { 'topology.kubernetes.io/zone': 'eastus-1', 'example.com/rack': 'r2' } } }) });
    expect(prepare({ ZONES: 'r1 r2', NODE_NAME: 'node-a', ZONE_LABEL: 'example.com/rack' }).code).toBe(0);
    expect(pod.read('member/zone')).toBe('r2\n');
  });

  test('a node outside of zones is refused (AKS: zone 0)', () => {
    const done = prepare({ ...zones, ZONE: '0', NODE_NAME: 'node-a' });
    expect(done.code).toBe(1);
    expect(done.out).toContain('is in zone "0", expected one of: eastus-1 eastus-2 eastus-3');
    expect(pod.has('member/zone')).toBe(false);
  });

  test('a node without the label is refused', () => {
    pod.write(NODE, '{"metadata":{"labels":{"a":"b"}}}');
    const done = prepare({ ...zones, NODE_NAME: 'node-a' });
    expect(done.code).toBe(1);
    expect(done.out).toContain('has no label topology.kubernetes.io/zone');
  });

  test('part of a zone\'s name is not the zone', () => {
    expect(prepare({ ...zones, ZONE: 'eastus' }).code).toBe(1);
  });

  test('a node that may not be read is refused, with the right that lacks', () => {
    pod.write('api/mode', '403');
    const done = prepare({ ...zones, NODE_NAME: 'node-a' });
    expect(done.code).toBe(1);
    expect(done.out).toContain('get on nodes');
  });
});

describe('founder', () => {
  const founding = () => ({ FOUNDING_MARKER: 'founded', FOUNDING_DIR: pod.path('disk'), FOUNDING_LABELS: 'app.kubernetes.io/name=kafka\nx=y\n' });
  const prepared = (more: Record<string, string> = {}) => prepare({ ...founding(), ...more });
  const founder = () => pod.read('member/founder').trim();
  const emptyTheDisk = () => {
    rmSync(pod.path('disk'), { recursive: true, force: true });
  };

  test('the first member founds once, and the marker says who', () => {
    expect(prepared().code).toBe(0);
    expect(founder()).toBe('yes');
    const marker = JSON.parse(pod.read(MARKER));
    expect(marker).toMatchObject({ kind: 'ConfigMap', immutable: true, metadata: { name: 'founded', labels: { 'app.kubernetes.io/name': 'kafka', 'x': 'y' } } });
    expect(marker.data.token).toMatch(/^[0-9a-f]{32}$/);
    expect(marker.data.token).toBe(pod.read('disk/founding.token').trim());
  });

  test('all other members never found, and ask nobody', () => {
    expect(prepared({ HOSTNAME: 'events-controller-10' }).code).toBe(0);
    expect(founder()).toBe('no');
    expect(pod.calls()).toEqual([]);
  });

  test('an emptied founder joins instead of founding again', () => {
    prepared();
    emptyTheDisk();
    const done = prepared();
    expect(done.code).toBe(0);
    expect(done.out).toContain('joins the others');
    expect(founder()).toBe('no');
    prepared();
    expect(founder()).toBe('no');
  });

  test('a founder that crashed after its marker was made founds', () => {
    prepared();
    rmSync(pod.path('disk/founding.decision'));
    prepared();
    expect(founder()).toBe('yes');
  });

  test('an answer that was lost on the way is asked for again, and the founder founds', () => {
    pod.write('api/mode', 'lost');
    expect(prepared().code).toBe(0);
    expect(founder()).toBe('yes');
  });

  test('a decision on the disk needs no API server', () => {
    prepared();
    pod.write('api/mode', 'silent');
    expect(prepared().code).toBe(0);
    expect(founder()).toBe('yes');
  });

  test('a spent right to found is none', () => {
    pod.write('disk/founding.decision', 'spent\n');
    prepared();
    expect(founder()).toBe('no');
    expect(pod.calls()).toEqual([]);
  });

  test.each(['403', '401', '500', '503', 'silent', 'hang'])('an API server that answers %s is no evidence: nobody founds and nobody joins', (mode) => {
    pod.write('api/mode', mode);
    const done = prepared({ KUBE_API_SECONDS: '0.3' });
    expect(done.code).toBe(1);
    expect(done.seconds).toBeLessThan(10);
    expect(pod.has('member/founder')).toBe(false);
    expect(pod.has('disk/founding.decision')).toBe(false);
  });

  test('a marker without a token, made by hand, lets nobody found', () => {
    pod.write(MARKER, '{"metadata":{"name":"founded"},"data":{}}');
    prepared();
    expect(founder()).toBe('no');
  });

  test('without a marker to ask for, nobody founds', () => {
    expect(prepare().code).toBe(0);
    expect(founder()).toBe('no');
  });
});
