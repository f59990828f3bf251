import { apiServer } from './api-server';
import { Sandbox } from './sandbox';

let pod: Sandbox;
let base: Record<string, string>;

beforeEach(() => {
  pod = new Sandbox();
  base = { ...apiServer(pod), SECRETS: 'events-shop\nevents-billing\n', LABELS: 'app.kubernetes.io/name=kafka\n' };
});
afterEach(() => pod.remove());

const passwords = () => pod.run('builtin/scripts/passwords.sh', base);
const secret = (name: string) => pod.read(`api/api_v1_namespaces_orders_secrets_${name}`);

test('each Secret gets a password of its own, and labels', () => {
  expect(passwords().code).toBe(0);
  const [shop, billing] = ['events-shop', 'events-billing'].map((name) => JSON.parse(secret(name)));
  expect(shop).toMatchObject({ kind: 'Secret', type: 'Opaque', metadata: { name: 'events-shop', labels: { 'app.kubernetes.io/name': 'kafka' } } });
  expect(shop.stringData.password).toMatch(/^[A-Za-z0-9]{40}$/);
  expect(shop.stringData.password).not.toBe(billing.stringData.password);
});

test('a password stands on no command line and in no log', () => {
  const done = passwords();
  const { password } = JSON.parse(secret('events-shop')).stringData;
  expect(done.out).not.toContain(password);
  expect(pod.calls().join('\n')).not.toContain(password);
});

test('a Secret that exists is kept', () => {
  passwords();
  const before = secret('events-shop');
  const again = passwords();
  expect(again.code).toBe(0);
  expect(again.out).toContain('events-shop: exists, kept');
  expect(secret('events-shop')).toBe(before);
});

test('a right that lacks is named', () => {
  pod.write('api/mode', '403');
  const done = passwords();
  expect(done.code).toBe(1);
  expect(done.out).toContain('create on secrets');
});
