import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { Sandbox } from './sandbox';

let desk: Sandbox;
beforeEach(() => { desk = new Sandbox(); });
afterEach(() => desk.remove());

const SCRIPT = resolve(__dirname, '../../../src/builtin/scripts/grow-volumes.sh');

/** A namespace with the claims of two StatefulSets; each volume has what `capacity` says. */
function namespace(more: { capacity?: string; kept?: string; refuses?: string } = {}) {
  const { capacity = '200Gi', kept = 'Retain', refuses } = more;
  desk.command('bin/kubectl',
    { when: 'get statefulset events-broker', out: `${kept} data` },
    { when: 'get persistentvolumeclaims', out: 'data-events-broker-0\ndata-events-broker-1\ndata-events-broker-x\ndata-events-controller-0\ndata-other-events-broker-0\n' },
    { when: 'get persistentvolumeclaim data-events-broker-0', out: 'data-events-broker-0 200Gi \n' },
    { when: 'get persistentvolumeclaim data-events-broker-1', out: `data-events-broker-1 ${capacity} FileSystemResizePending\n` },
    ...(refuses === undefined ? [] : [{ when: `patch persistentvolumeclaim ${refuses}`, code: 1, err: 'forbidden: the storageclass must support resize' }]),
  );
}

function grow(size = '200Gi', ...words: string[]) {
  const done = spawnSync('bash', [SCRIPT, 'orders', 'events-broker', size, ...words], { env: { ...desk.environment, GROW_SECONDS: '0' }, encoding: 'utf8' });
  return { code: done.status, out: done.stdout + done.stderr };
}

const changes = () => desk.calls().filter((call) => / (patch|delete) /.test(call) && !call.includes('--dry-run')).map((call) => call.replace('kubectl --namespace orders ', ''));
const patch = (claim: string) => `patch persistentvolumeclaim ${claim} --patch {"spec":{"resources":{"requests":{"storage":"200Gi"}}}}`;

test('every claim of the members is grown, then the StatefulSet is taken away and its pods stay', () => {
  namespace();
  const { code, out } = grow();
  expect(changes()).toEqual([patch('data-events-broker-0'), patch('data-events-broker-1'), 'delete statefulset events-broker --cascade=orphan']);
  expect(out).toContain('now apply the manifests that have 200Gi');
  expect(code).toBe(0);
});

test('a claim that can\'t grow is a refusal before anything is changed', () => {
  namespace({ refuses: 'data-events-broker-1' });
  const { code, out } = grow();
  expect(code).toBe(1);
  expect(out).toContain('the storageclass must support resize\nrefused: data-events-broker-1 can\'t be 200Gi large; nothing was changed');
  expect(changes()).toEqual([]);
});

test.each(['100Gi', '199G', '214748364799', '204799Mi'])('while a volume has %s only, the StatefulSet stays', (capacity) => {
  namespace({ capacity });
  const { code, out } = grow();
  expect(code).toBe(1);
  expect(out).toContain(`data-events-broker-1 ${capacity} FileSystemResizePending`);
  expect(changes()).not.toContain('delete statefulset events-broker --cascade=orphan');
});

test('a volume that nobody knows the size of is not large enough', () => {
  namespace({ capacity: '' });
  expect(grow().out).toContain('refused: these volumes are not 200Gi yet');
  desk.command('bin/kubectl',
    { when: 'get statefulset events-broker', out: 'Retain data' },
    { when: 'get persistentvolumeclaims', out: 'data-events-broker-0\n' },
    { when: 'get persistentvolumeclaim data-events-broker-0', code: 1, err: 'gone' },
  );
  expect(grow().out).toContain('data-events-broker-0 unknown\nrefused: these volumes are not 200Gi yet');
  expect(changes()).not.toContain('delete statefulset events-broker --cascade=orphan');
});

test.each(['1Ti', '215G', '214748364800', '204800Mi', '209715200Ki'])('a volume of %s is large enough', (capacity) => {
  namespace({ capacity });
  expect(grow().code).toBe(0);
});

test('claims that go with the StatefulSet are not risked', () => {
  namespace({ kept: 'Delete' });
  expect(grow().out).toContain('refused: the claims of events-broker go with it (whenDeleted: Delete)');
  expect(changes()).toEqual([]);
});

test('a StatefulSet without claims has nothing to grow', () => {
  desk.command('bin/kubectl', { when: 'get statefulset', out: 'Retain data' }, { when: 'get persistentvolumeclaims', out: 'data-events-controller-0\n' });
  expect(grow().out).toContain('refused: no claim data-events-broker-N in orders');
  expect(changes()).toEqual([]);
});

test('a StatefulSet that is not found is not passed over', () => {
  desk.command('bin/kubectl', { when: 'get statefulset', code: 1, err: 'NotFound' });
  expect(grow()).toMatchObject({ code: 1, out: 'NotFound\n' });
});

test.each(['200', '200GB', '0.5Ti', '-1Gi'])('the size %s is one of a manifest, or is refused', (size) => {
  namespace({ capacity: '300Gi' });
  expect(grow(size).code).toBe(size === '200' ? 0 : 1);
});

test('a word too many is refused', () => {
  namespace();
  expect(grow('200Gi', 'please').out).toContain('refused: got 4 words');
});
