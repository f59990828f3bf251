import { Member, recorded } from './member';
import { Answer } from '../../../builtin/scripts/sandbox';

let job: Member;
beforeEach(() => {
  job = new Member('broker', 0, { BOOTSTRAP: 'events-broker.orders.svc:9091', WAIT_SECONDS: '0', PAUSE_SECONDS: '0.1', METADATA_VERSION: '4.3' });
  job.command('kafka/bin/kafka-cluster.sh', {
    out: 'ID         HOST      PORT       RACK   STATE      ENDPOINT_TYPE  \n'
    + '0          host-0    9091       a      unfenced   broker         \n2          host-2    9091       c      fenced     broker         \n',
  });
});
afterEach(() => job.remove());

const RAISED: Answer = { when: 'upgrade', out: recorded('4.3.1-features-raised') };

/** Kafka says this twice, and then raises. */
function twice(words: string): Answer {
  job.write('words', words);
  job.write('raised', recorded('4.3.1-features-raised'));
  const tries = job.path('tries');
  return {
    when: 'upgrade',
    run: `echo >>'${tries}'; [ "$(wc -l <'${tries}')" -lt 3 ] || { cat '${job.path('raised')}'; exit 0; }; cat '${job.path('words')}'; echo '7 out of 7 operation(s) failed.' >&2; exit 1`,
  };
}

function features(found: Answer, upgrade: Answer = RAISED, more: Record<string, string> = {}) {
  job.command('kafka/bin/kafka-features.sh', { when: 'describe', ...found }, upgrade);
  return job.script('features', more);
}
const at = (version: string): Answer => ({ out: recorded(`4.3.1-features-at-${version}`) });
const upgrades = () => job.calls().filter((call) => call.includes(' upgrade ')).map((call) => call.replace(/^.*admin\.properties /, ''));

test('metadata of the declared version: it ends after one look', () => {
  expect(features(at('4.3')).code).toBe(0);
  expect(job.calls()).toHaveLength(1);
});

test('what tells is the release, in the words of Kafka 4.2 too', () => {
  expect(features({ out: recorded('4.2.0-features-at-4.2') }, RAISED, { METADATA_VERSION: '4.2' }).code).toBe(0);
  expect(upgrades()).toEqual([]);
});

test('older metadata is raised with all features of the release, and it says which', () => {
  const { code, out } = features(at('4.2'));
  expect(code).toBe(0);
  expect(upgrades()).toEqual(['upgrade --release-version 4.3']);
  expect(out).toContain('raised from 4.2-IV1:\neligible.leader.replicas.version was upgraded to 1.\n');
});

test('4.10 comes after 4.9', () => {
  const nine = recorded('4.3.1-features-at-4.3').replaceAll('4.3-IV0', '4.9-IV0');
  expect(features({ out: nine }, RAISED, { METADATA_VERSION: '4.10' }).code).toBe(0);
  expect(upgrades()).toHaveLength(1);
});

test.each<[string, Answer, string]>([
  ['of a release that is known', at('4.3'), "refused: the cluster's metadata is 4.3-IV0, declared is 4.2; it is never lowered. Declare metadataVersion: '4.3'"],
  ['of one that is not', { out: recorded('4.3.1-features-at-4.3').replace('FinalizedVersionLevel: 4.3-IV0', 'FinalizedVersionLevel: UNKNOWN 99') },
    "refused: the cluster's metadata is newer than the declared 4.2 and than this Kafka knows (UNKNOWN 99)"],
])('newer metadata, %s, is refused for good and never lowered', (_, found, words) => {
  const { code, out } = features(found, RAISED, { METADATA_VERSION: '4.2' });
  expect(code).toBe(3);
  expect(out).toContain(words);
  expect(upgrades()).toEqual([]);
});

describe('a member that does not know the version yet', () => {
  test.each([
    ['a broker that is gone for good', recorded('4.3.1-features-broker-2-old'),
      'waiting: Kafka refuses 4.3. Invalid update version 30 for feature metadata.version. Broker 2 only supports versions 7-29; '
      + 'it is registered and down: if it never comes back, run kafka-cluster.sh unregister --id 2'],
    ['a broker that serves', recorded('4.3.1-features-broker-2-old').replaceAll('Broker 2', 'Broker 0'),
      'Broker 0 only supports versions 7-29; it serves: its restart with the new version is still to come'],
    ['a controller', recorded('4.3.1-features-controller-1002-old'), 'Controller 1002 only supports versions 7-29; its restart with the new version is still to come'],
    ['the active controller', recorded('4.3.1-features-active-controller-old'), 'Local controller 1000 only supports versions 7-29; its restart'],
    ['a controller that has not come', recorded('4.3.1-features-controller-1002-missing'),
      'controller 1002 has not registered, and may not support this feature; it is down, or starts'],
  ])('%s is named, once, and waited for; then the metadata is raised', (_, said, words) => {
    const { code, out } = features(at('4.2'), twice(said), { WAIT_SECONDS: '600' });
    expect(code).toBe(0);
    expect(upgrades()).toHaveLength(3);
    expect(out.split(words)).toHaveLength(2);
    expect(out).toMatch(/waiting: [^]*raised from 4.2-IV1/);
  });

  test('is not waited for without end', () => {
    const { code, out } = features(at('4.2'), twice(recorded('4.3.1-features-broker-2-old')), { WAIT_SECONDS: '0' });
    expect(code).toBe(1);
    expect(out).toContain('gave up after 0 s');
  });
});

test.each<[string, Answer]>([
  ['a release that it does not know', { when: 'upgrade', err: "Unknown metadata.version '4.3'. Supported metadata.version are: 3.3-IV3, 3.4-IV0", code: 1 }],
  ['a feature that would be lowered', {
    when: 'upgrade',
    code: 1,
    out: 'Could not upgrade group.version to 1. The update failed for all features since the following feature had an error: '
      + "Invalid update version 1 for feature group.version. Can't downgrade the version of this feature without setting the upgrade type to either safe or unsafe downgrade.\n",
  }],
])('what Kafka will always refuse, %s, is not tried again', (_, answer) => {
  const { code, out } = features(at('4.2'), answer);
  expect(code).toBe(3);
  expect(out).toMatch(/refused: by Kafka: (Unknown metadata.version '4.3'|Invalid update version 1 for feature group.version)/);
  expect(upgrades()).toHaveLength(1);
});

test.each<[string, Answer]>([
  ['does not answer', { code: 1, err: 'org.apache.kafka.common.errors.TimeoutException: gone' }],
  ['shows no metadata', { out: 'Feature: group.version  SupportedMinVersion: 0  SupportedMaxVersion: 1  FinalizedVersionLevel: 1  Epoch: 5\n' }],
])('a cluster that %s is waited for, and nothing is changed', (_, answer) => {
  const { code, out } = features(answer);
  expect(code).toBe(1);
  expect(out).toContain('gave up after 0 s');
  expect(upgrades()).toEqual([]);
});

test('a call that was cut off is tried again, and Kafka\'s words are told', () => {
  const { code, out } = features(at('4.2'), twice('Could not upgrade metadata.version to 30. Timed out waiting for a node assignment. Call: updateFeatures\n'), { WAIT_SECONDS: '600' });
  expect(code).toBe(0);
  expect(upgrades()).toHaveLength(3);
  expect(out.split('waiting: Timed out waiting for a node assignment.')).toHaveLength(2);
});

test('a run of a declaration that is no longer the newest raises nothing', () => {
  job.write('newest', 'events-features-2222222222');
  const { code, out } = features(at('4.2'), RAISED, { CURRENT_TASK: 'events-features-1111111111', CURRENT_FILE: job.path('newest') });
  expect(code).toBe(3);
  expect(out).toContain('refused: a newer declaration is about');
  expect(upgrades()).toEqual([]);
});
