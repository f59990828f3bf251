// An operator of one's own, as the example has it: its definition, its rights, its controller in Go, and a Cache.
import { App, Chart } from 'cdk8s';
import { CACHE } from '../../examples/own-operator/cache';
import { clusterOfThisRun, Ground } from '../ground';
import { change, install, killLeader, meddle, refuse, remove, scale, silence, stopLeader, takeRight, tried } from '../own-operator/experiments';
import { OperatorWorld } from '../own-operator/world';
import { recorder } from '../proof/record';
import { Operator } from 'cdk8s-data';

/** In which a right that was taken away must not have been enough; with it, seconds are. */
const LONG_ENOUGH_SECONDS = 20;
const record = recorder('own-operator', true);
let ground: Ground;
let world: OperatorWorld;

beforeAll(async () => {
  ground = await clusterOfThisRun();
  world = new OperatorWorld(ground.api);
});

afterAll(async () => {
  await world?.remove();
  ground?.api.close();
});

test('the operator is installed, and a Cache becomes Ready', () => record('install', () => install(world)));

test('a change of the spec becomes one of the pods', () => record('change', () => change(world)));

test('kubectl scale does too', () => record('scale', () => scale(world)));

test('what somebody else changes or deletes is put right', () => record('meddle', () => meddle(world)));

test('the leader is killed (-9), and the other makes a change true that comes right after', () => record('kill-leader', () => killLeader(ground.local!, world)));

test('the leader is told to stop, and hands over at once', () => record('stop-leader', () => stopLeader(world)));

test('without a right that it needs nothing converges, and the Cache says why: the experiment can fail', () =>
  record('no-right', () => takeRight(world, LONG_ENOUGH_SECONDS)));

test('a name that somebody else has is refused before the Cache is there', () => record('refuse', () => refuse(world)));

test('while nobody answers, no Cache is taken where it is asked, and all elsewhere: the refusals are the webhook\'s', () => record('silence', () => silence(world)));

describe('the API server', () => {
  const cacheWith = (spec: object, name = 'other') => ({ ...world.cache, metadata: { name, namespace: world.namespace }, spec });

  test('writes the defaults that synth writes', async () => {
    const { body } = await ground.api.apply(cacheWith({ image: 'memcached' }), { dryRun: true });
    expect(body.spec).toEqual(synthesized({ image: 'memcached' }).spec);
    expect(Object.keys(body.spec)).toHaveLength(6);
  });

  test.each([
    ['a number out of range', { image: 'memcached', replicas: 51 }, /spec\.replicas: Invalid value: 51/, /spec\.replicas: got 51, expected .*50/],
    ['a port below its range', { image: 'memcached', port: 80 }, /spec\.port: Invalid value: 80/, /spec\.port: got 80, expected .*1,?024/],
    ['a value that is not offered', { image: 'memcached', probe: 'http' }, /spec\.probe: Unsupported value: "http"/, /spec\.probe: got .*http.*, expected .*tcp/],
    ['text that is no quantity', { image: 'memcached', memory: 'much' }, /spec\.memory.*Invalid value: "much"/, /spec\.memory: got .*much.*, expected/],
    ['a field that is missing', { replicas: 1 }, /spec\.image: Required value/, /spec\.image: got nothing, expected/],
    ['a field that does not exist', { image: 'memcached', replica: 1 }, /field not declared in schema|unknown field/, /spec\.replica: .*did you mean replicas/],
  ])('refuses %s, and synth did before', async (_, spec, server, synth) => {
    expect(await tried(ground.api, cacheWith(spec))).toMatch(server);
    expect(() => synthesized(spec)).toThrow(synth);
  });

  test('refuses what the rule forbids, with our message', async () => {
    const message = /spec\.maxUnavailable: Invalid value: .*must be less than replicas: else all servers are replaced at once/;
    expect(await tried(ground.api, cacheWith({ image: 'memcached', replicas: 3, maxUnavailable: 3 }))).toMatch(message);
    expect(await tried(ground.api, cacheWith({ image: 'memcached', replicas: 3, maxUnavailable: 2 }))).toBe('accepted');
    expect(await tried(ground.api, cacheWith({ image: 'memcached', replicas: 1, maxUnavailable: 3 }))).toBe('accepted');
  });

  test('refuses a number out of range through the scale subresource too', async () => {
    const { status, body } = await ground.api.request('PATCH', `${world.path}/scale`, { spec: { replicas: 51 } }, 'application/merge-patch+json');
    expect(status).toBe(422);
    expect(body.message).toMatch(/spec\.replicas: Invalid value: 51/);
  });

  test('refuses another port for a Cache that has one', async () => {
    const { name } = world.cache.metadata;
    expect(await tried(ground.api, cacheWith({ ...world.cache.spec, port: 11311 }, name))).toMatch(/spec\.port: Invalid value: .*is immutable/);
    expect(await tried(ground.api, cacheWith({ ...world.cache.spec, port: 11311 }))).toBe('accepted');
  });
});

test('with the Cache goes what it is made of', () => record('remove', () => remove(world)));

/** What synth makes of a spec; it throws what a user would read. */
function synthesized(spec: object) {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  const operator = new Operator(chart, 'cache-operator', { group: 'cache.example.com', resources: [CACHE], controller: { image: 'registry.example.com/cache-operator:1.0.0' } });
  return operator.resource('Cache').create(chart, 'other', { spec }).toJson() as { spec: object };
}
