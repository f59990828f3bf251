import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Certificates } from './certificates';
import { CA_VALID, written } from './lifetime';
import { message, refuse } from '../contract/message';
import { CertificatePlan } from '../plan';

const API_VERSION = 'cert-manager.io/v1';

/**
 * ECDSA on P-256 in PKCS#8. A signature costs a server a fraction of what RSA costs it, and a broker signs once for each
 * connection. Every reader takes it: Kafka, and other Java servers after it, try RSA, DSA and EC in turn; Kafka takes
 * PKCS#8 only, and cert-manager writes PKCS#1 unless told.
 * https://github.com/apache/kafka/blob/4.3.1/clients/src/main/java/org/apache/kafka/common/security/ssl/DefaultSslEngineFactory.java (PemStore)
 * https://cert-manager.io/docs/reference/api-docs/#cert-manager.io/v1.CertificatePrivateKey
 */
const PRIVATE_KEY = { algorithm: 'ECDSA', encoding: 'PKCS8', size: 256 };

export interface WorkloadCertificatesProps {
  /** The workload's name: the first part of every object's name. */
  readonly workload: string;
  readonly namespaceName: string;
  readonly certificates: Certificates;
  /** The certificates that are known from the start. */
  readonly plans: CertificatePlan[];
  readonly labels: Record<string, string>;
}

/**
 * The objects of cert-manager that keep a workload's Secrets filled. None, where the user makes the Secrets.
 *
 * The Secrets themselves carry no labels of ours (`secretTemplate`): a GitOps tool that finds what it owns by label
 * would take them for its own, miss them in git, and delete them.
 */
export class WorkloadCertificates extends Construct {
  /** What certificates there are, the root among them. */
  private readonly known: Array<Pick<CertificatePlan, 'name' | 'secretName'>> = [];
  private issuer?: { readonly group: string; readonly kind: string; readonly name: string };

  constructor(scope: Construct, id: string, private readonly props: WorkloadCertificatesProps) {
    super(scope, id);
    props.plans.forEach((plan) => this.add(plan));
    this.node.addValidation({ validate: () => this.unusedSecrets() });
  }

  /** One more certificate: users are declared after the workload. */
  public add(plan: CertificatePlan): void {
    const { certificates } = this.props;
    // a workload without certificates has no root either
    if (!certificates._secrets) this.issuer ??= certificates._issuer ?? this.renderRoot();
    this.check(plan);
    this.known.push(plan);
    if (this.issuer) {
      this.render(plan.name, `${this.props.workload}-${plan.name}`, {
        commonName: plan.commonName,
        ...(plan.dnsNames.length > 0 && { dnsNames: plan.dnsNames }),
        duration: written(this.props.certificates._lifetime.valid),
        issuerRef: this.issuer,
        privateKey: { ...PRIVATE_KEY, rotationPolicy: 'Always' }, // said, for the default was Never before 1.18
        renewBefore: written(this.props.certificates._lifetime.renewBefore),
        secretName: plan.secretName,
        subject: {
          organizations: [plan.organization],
          ...(plan.unit !== undefined && { organizationalUnits: [plan.unit] }),
        },
        // Members call one another, so they are servers and clients. No `key encipherment`: that is for RSA
        // (https://www.rfc-editor.org/rfc/rfc5480#section-3).
        usages: ['digital signature', ...(plan.dnsNames.length > 0 ? ['server auth'] : []), 'client auth'],
      });
    }
  }

  /** A self-signed root, and the issuer that signs with it. */
  private renderRoot() {
    const { workload, namespaceName, certificates } = this.props;
    const name = `${workload}-ca`;
    const secretName = `${name}-tls`;
    requireSubject('common name of the root', name, this.node.scope!.node.path);
    const selfSigned = this.renderIssuer('self-signed', `${workload}-self-signed`, { selfSigned: {} });
    this.render('root', name, {
      commonName: name,
      duration: written(CA_VALID),
      isCA: true,
      issuerRef: selfSigned,
      // The same key for ever: a root with another key would part the members that know it from those that don't yet.
      privateKey: { ...PRIVATE_KEY, rotationPolicy: 'Never' },
      // A certificate that is signed a moment before the root is renewed ends before the root does.
      renewBefore: written(certificates._lifetime.valid),
      secretName,
      subject: { organizations: [namespaceName] },
      usages: ['cert sign', 'crl sign'],
    });
    this.known.push({ name: 'ca', secretName });
    return this.renderIssuer('issuer', name, { ca: { secretName } });
  }

  private renderIssuer(id: string, name: string, spec: object) {
    new ApiObject(this, id, { apiVersion: API_VERSION, kind: 'Issuer', metadata: this.metadata(name), spec });
    return { group: 'cert-manager.io', kind: 'Issuer', name };
  }

  private render(id: string, name: string, spec: object) {
    new ApiObject(this, `certificate-${id}`, {
      apiVersion: API_VERSION,
      kind: 'Certificate',
      metadata: this.metadata(name),
      // The requests of the past are of no use; before 1.18 all of them were kept unless told.
      spec: { ...spec, revisionHistoryLimit: 1 },
    });
  }

  private metadata(name: string) {
    return { name, namespace: this.props.namespaceName, labels: { ...this.props.labels } };
  }

  private check(plan: CertificatePlan) {
    const path = this.node.scope!.node.path;
    requireSubject(`common name of certificate '${plan.name}'`, plan.commonName, path);
    requireSubject(`organization of certificate '${plan.name}'`, plan.organization, path);
    requireSubject(`organizational unit of certificate '${plan.name}'`, plan.unit ?? 'none', path);
    if (this.known.some((other) => other.name === plan.name)) {
      refuse({
        path,
        what: 'certificates',
        got: `'${plan.name}' twice`,
        expected: "a name of its own for each certificate ('ca' is the root's)",
        change: 'rename one of them',
      });
    }
    // Two Certificates that fill one Secret overwrite each other without end:
    // https://github.com/cert-manager/cert-manager/pull/6425
    const rival = this.issuer && this.known.find((other) => other.secretName === plan.secretName);
    if (rival) {
      refuse({
        path,
        what: `secret of certificate '${plan.name}'`,
        got: `'${plan.secretName}', which is the Secret of '${rival.name}'`,
        expected: 'a Secret of its own for each certificate',
        change: 'rename one of them',
      });
    }
  }

  /** Secrets that the user named for certificates that nobody needs: typing errors. Known only at synth. */
  private unusedSecrets(): string[] {
    const given = Object.keys(this.props.certificates._secrets ?? {});
    const needed = this.known.map((plan) => plan.name);
    return given.filter((name) => !needed.includes(name)).map((name) => message({
      path: this.node.scope!.node.path,
      what: 'certificates',
      got: `a Secret for '${name}'`,
      expected: `Secrets for ${needed.join(', ') || 'nothing'}`,
      change: `remove '${name}' from Certificates.secrets()`,
    }));
  }
}

/**
 * The longest part of a subject is 64 characters; cert-manager's webhook counts bytes.
 * https://www.rfc-editor.org/rfc/rfc5280#appendix-A.1 (ub-common-name, ub-organization-name, ub-organizational-unit-name)
 */
function requireSubject(what: string, value: string, path: string) {
  const bytes = Buffer.byteLength(value);
  if (bytes < 1 || bytes > 64) {
    refuse({
      path,
      what,
      got: `'${value}' (${bytes} bytes)`,
      expected: '1 to 64 bytes',
      change: bytes > 64 ? `shorten the name it is made from by ${bytes - 64}` : 'write a name',
    });
  }
}
