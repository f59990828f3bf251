import { App, Chart, Duration, Testing } from 'cdk8s';
import { CertificatePlan } from '../../src/plan';
import { Certificates, IssuerKind } from '../../src/security';
import { secretNameOf } from '../../src/security/certificates';
import { WorkloadCertificates } from '../../src/security/workload-certificates';

const BROKER: CertificatePlan = {
  name: 'broker',
  secretName: 'events-broker-tls',
  commonName: 'broker',
  organization: 'events',
  unit: 'members',
  dnsNames: ['events.orders.svc', '*.events-broker.orders.svc.cluster.local'],
};
const ADMIN: CertificatePlan = { name: 'admin', secretName: 'events-admin-tls', commonName: 'admin', organization: 'events', dnsNames: [] };

function declare(certificates: Certificates, plans = [BROKER, ADMIN], labels: Record<string, string> = { app: 'events' }) {
  const chart = new Chart(new App(), 'events');
  const made = new WorkloadCertificates(chart, 'certificates', { workload: 'events', namespaceName: 'orders', certificates, plans, labels });
  return { chart, made };
}

const rendered = (certificates: Certificates, plans?: CertificatePlan[]) => Testing.synth(declare(certificates, plans).chart);
const named = (objects: any[], kind: string, name: string) => objects.find((object) => object.kind === kind && object.metadata.name === name);

describe('a workload that signs for itself', () => {
  const objects = rendered(Certificates.selfSigned());

  test('a root, an issuer of that root, and a certificate for each plan, in this order', () => {
    expect(objects.map((object) => `${object.kind} ${object.metadata.namespace}/${object.metadata.name}`)).toEqual([
      'Issuer orders/events-self-signed',
      'Certificate orders/events-ca',
      'Issuer orders/events-ca',
      'Certificate orders/events-broker',
      'Certificate orders/events-admin',
    ]);
    for (const object of objects) {
      expect(object.apiVersion).toBe('cert-manager.io/v1');
      expect(object.metadata.labels).toEqual({ app: 'events' });
    }
  });

  test('the issuers', () => {
    expect(named(objects, 'Issuer', 'events-self-signed').spec).toEqual({ selfSigned: {} });
    expect(named(objects, 'Issuer', 'events-ca').spec).toEqual({ ca: { secretName: 'events-ca-tls' } });
  });

  test('the root lasts ten years, and keeps its key', () => {
    expect(named(objects, 'Certificate', 'events-ca').spec).toEqual({
      commonName: 'events-ca',
      duration: '87600h',
      isCA: true,
      issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: 'events-self-signed' },
      privateKey: { algorithm: 'ECDSA', encoding: 'PKCS8', rotationPolicy: 'Never', size: 256 },
      renewBefore: '17520h',
      revisionHistoryLimit: 1,
      secretName: 'events-ca-tls',
      subject: { organizations: ['orders'] },
      usages: ['cert sign', 'crl sign'],
    });
  });

  test("a member's certificate: server and client, by all its names", () => {
    expect(named(objects, 'Certificate', 'events-broker').spec).toEqual({
      commonName: 'broker',
      dnsNames: ['events.orders.svc', '*.events-broker.orders.svc.cluster.local'],
      duration: '17520h',
      issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: 'events-ca' },
      privateKey: { algorithm: 'ECDSA', encoding: 'PKCS8', rotationPolicy: 'Always', size: 256 },
      renewBefore: '10200h',
      revisionHistoryLimit: 1,
      secretName: 'events-broker-tls',
      subject: { organizations: ['events'], organizationalUnits: ['members'] },
      usages: ['digital signature', 'server auth', 'client auth'],
    });
  });

  test("a client's certificate: client only, without names or an empty list of them", () => {
    const { spec } = named(objects, 'Certificate', 'events-admin');
    expect(spec).not.toHaveProperty('dnsNames');
    expect(spec.subject).toEqual({ organizations: ['events'] });
    expect(spec.usages).toEqual(['digital signature', 'client auth']);
  });

  test('a certificate that is signed just before the root is renewed ends before the root does', () => {
    const own = rendered(Certificates.selfSigned({ validFor: Duration.days(1000) }));
    expect(named(own, 'Certificate', 'events-broker').spec.duration).toBe('24000h');
    expect(named(own, 'Certificate', 'events-ca').spec.renewBefore).toBe('24000h');
  });

  test('nothing labels the Secrets: a GitOps tool would prune them', () => {
    expect(JSON.stringify(objects)).not.toContain('secretTemplate');
  });

  test('without labels there is no empty map of them', () => {
    const { chart } = declare(Certificates.selfSigned(), [BROKER], {});
    expect(Testing.synth(chart)[0].metadata).toEqual({ name: 'events-self-signed', namespace: 'orders' });
  });
});

describe('an issuer that is there already', () => {
  test('only the certificates are rendered, and refer to it', () => {
    const objects = rendered(Certificates.issuer({ name: 'company' }));
    expect(objects.map((object) => `${object.kind} ${object.metadata.name}`)).toEqual(['Certificate events-broker', 'Certificate events-admin']);
    expect(objects[0].spec.issuerRef).toEqual({ group: 'cert-manager.io', kind: 'Issuer', name: 'company' });
  });

  test('one for the whole cluster', () => {
    const [broker] = rendered(Certificates.issuer({ name: 'company', kind: IssuerKind.CLUSTER_ISSUER }));
    expect(broker.spec.issuerRef).toEqual({ group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'company' });
  });

  test('one that plugs into cert-manager', () => {
    const [broker] = rendered(Certificates.issuer({ name: 'company', kind: IssuerKind.external('awspca.cert-manager.io', 'AWSPCAClusterIssuer') }));
    expect(broker.spec.issuerRef).toEqual({ group: 'awspca.cert-manager.io', kind: 'AWSPCAClusterIssuer', name: 'company' });
  });

  test("a certificate may be called 'ca': there is no root of ours", () => {
    expect(rendered(Certificates.issuer({ name: 'company' }), [{ ...ADMIN, name: 'ca' }])).toHaveLength(1);
  });

  test("an issuer that has the root's name is no root either", () => {
    expect(rendered(Certificates.issuer({ name: 'events-ca' }), [{ ...ADMIN, name: 'ca' }])).toHaveLength(1);
  });

  test('a name that no issuer can have', () => {
    expect(() => Certificates.issuer({ name: 'Company CA' })).toThrow("Certificates.issuer: name: got 'Company CA', expected the name of an issuer");
  });
});

describe('Secrets that the user makes', () => {
  const given = Certificates.secrets({ broker: 'my-broker', admin: 'my-admin' });

  test('nothing is rendered', () => {
    expect(rendered(given)).toEqual([]);
  });

  test('plans take their names', () => {
    expect(secretNameOf(given, 'events', 'broker', 'orders/events')).toBe('my-broker');
    expect(secretNameOf(Certificates.selfSigned(), 'events', 'broker', 'orders/events')).toBe('events-broker-tls');
  });

  test('one is missing', () => {
    expect(() => secretNameOf(given, 'events', 'controller', 'orders/events')).toThrow(
      "orders/events: certificates: got Secrets for broker, admin, expected a Secret for 'controller' too; add 'controller' to Certificates.secrets()");
    expect(() => secretNameOf(Certificates.secrets({}), 'events', 'toString', 'orders/events')).toThrow('got Secrets for nothing');
  });

  test('one is for a certificate that nobody needs, known at synth', () => {
    const app = new App();
    const chart = new Chart(app, 'orders');
    const made = new WorkloadCertificates(chart, 'certificates', {
      workload: 'events', namespaceName: 'orders', certificates: Certificates.secrets({ broker: 'a', shop: 'b', brokr: 'c' }), plans: [BROKER], labels: {},
    });
    made.add({ ...ADMIN, name: 'shop' });
    expect(made.node.validate()).toEqual([
      "orders: certificates: got a Secret for 'brokr', expected Secrets for broker, shop; remove 'brokr' from Certificates.secrets()",
    ]);
  });

  test('one Secret may serve two certificates', () => {
    expect(() => declare(Certificates.secrets({ broker: 'all', admin: 'all' }), [
      { ...BROKER, secretName: 'all' }, { ...ADMIN, secretName: 'all' },
    ])).not.toThrow();
  });

  test('a name that no Secret can have', () => {
    expect(() => Certificates.secrets({ broker: '' })).toThrow("Certificates.secrets: broker: got '', expected the name of a Secret");
  });
});

describe('users that are declared after the workload', () => {
  test('their certificates come last', () => {
    const { chart, made } = declare(Certificates.selfSigned());
    made.add({ name: 'user-shop', secretName: 'events-user-shop-tls', commonName: 'shop', organization: 'events', dnsNames: [] });
    const last = Testing.synth(chart).at(-1);
    expect(last.metadata.name).toBe('events-user-shop');
    expect(last.spec.secretName).toBe('events-user-shop-tls');
  });

  test('a name that is taken', () => {
    const { made } = declare(Certificates.selfSigned());
    expect(() => made.add({ ...ADMIN, secretName: 'other' })).toThrow(
      "events: certificates: got 'admin' twice, expected a name of its own for each certificate ('ca' is the root's); rename one of them");
  });

  test("the root's name", () => {
    const { made } = declare(Certificates.selfSigned());
    expect(() => made.add({ ...ADMIN, name: 'ca', secretName: 'other' })).toThrow("certificates: got 'ca' twice");
  });

  test('a Secret that is taken, which cert-manager would write for ever', () => {
    const { made } = declare(Certificates.selfSigned());
    expect(() => made.add({ ...ADMIN, name: 'other' })).toThrow(
      "events: secret of certificate 'other': got 'events-admin-tls', which is the Secret of 'admin', expected a Secret of its own");
  });

  test("the root's Secret", () => {
    const { made } = declare(Certificates.selfSigned());
    expect(() => made.add({ ...ADMIN, name: 'other', secretName: 'events-ca-tls' })).toThrow("which is the Secret of 'ca'");
  });
});

describe('a subject', () => {
  test.each([
    ['a common name of 64 bytes fits', { commonName: 'x'.repeat(64) }],
    ['an organization of 64 bytes fits', { organization: 'x'.repeat(64) }],
  ])('%s', (_, change) => {
    expect(() => declare(Certificates.selfSigned(), [{ ...ADMIN, ...change }])).not.toThrow();
  });

  test.each([
    ['a common name of 65 bytes', { commonName: 'x'.repeat(65) },
      `events: common name of certificate 'admin': got '${'x'.repeat(65)}' (65 bytes), expected 1 to 64 bytes; shorten the name it is made from by 1`],
    ['a common name of 33 letters of two bytes', { commonName: 'ü'.repeat(33) }, '(66 bytes)'],
    ['an empty common name', { commonName: '' }, "common name of certificate 'admin': got '' (0 bytes)"],
    ['a long organization', { organization: 'x'.repeat(65) }, "organization of certificate 'admin'"],
    ['a long unit', { unit: 'x'.repeat(65) }, "organizational unit of certificate 'admin'"],
  ])('%s is refused', (_, change, message) => {
    expect(() => declare(Certificates.selfSigned(), [{ ...ADMIN, ...change }])).toThrow(message);
  });

  test("a workload whose name is too long for the root's common name", () => {
    const chart = new Chart(new App(), 'events');
    const workload = 'x'.repeat(62);
    expect(() => new WorkloadCertificates(chart, 'certificates', {
      workload, namespaceName: 'orders', certificates: Certificates.selfSigned(), plans: [ADMIN], labels: {},
    })).toThrow(`events: common name of the root: got '${workload}-ca' (65 bytes)`);
  });
});

describe('a lifetime', () => {
  test('half of what is told, or the time that is told, is left when a process starts', () => {
    const [half] = rendered(Certificates.issuer({ name: 'company', validFor: Duration.minutes(61) }), [ADMIN]);
    expect([half.spec.duration, half.spec.renewBefore]).toEqual(['61m', '30m']);
    const [told] = rendered(Certificates.issuer({ name: 'company', validFor: Duration.days(90), renewBefore: Duration.days(80) }), [ADMIN]);
    expect([told.spec.duration, told.spec.renewBefore]).toEqual(['2160h', '1920h']);
  });

  test.each([
    ['under an hour', { validFor: Duration.minutes(59) }, 'validFor: got 59 minutes, expected whole minutes, 60 or more'],
    ['with half minutes', { validFor: Duration.seconds(3630) }, 'validFor: got 60.5 minutes'],
    ['renewed in the last minutes', { renewBefore: Duration.minutes(4) }, 'renewBefore: got 4 minutes, expected whole minutes, 5 or more'],
    ['renewed before it starts', { validFor: Duration.hours(2), renewBefore: Duration.hours(2) },
      'renewBefore: got 120 minutes, expected less than the 120 minutes of validFor; shorten renewBefore, or lengthen validFor'],
    ['as long as the root', { validFor: Duration.days(3650) }, 'validFor: got 5256000 minutes, expected less than the 5256000 minutes (10 years) of the root'],
  ])('%s is refused', (_, told, message) => {
    expect(() => Certificates.selfSigned(told)).toThrow(message);
  });
});

test('two runs give the same bytes', () => {
  expect(JSON.stringify(rendered(Certificates.selfSigned()))).toBe(JSON.stringify(rendered(Certificates.selfSigned())));
});
