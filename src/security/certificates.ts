import { IssuerKind } from './issuer-kind';
import { CA_VALID, CertificateLifetime, Lifetime, lifetime } from './lifetime';
import { refuse } from '../contract/message';

/**
 * An issuer that is there already.
 */
export interface CertificateIssuerProps extends CertificateLifetime {
  /** The issuer's name. */
  readonly name: string;

  /**
   * The issuer's kind.
   *
   * @default IssuerKind.ISSUER
   */
  readonly kind?: IssuerKind;
}

/**
 * Where the key pairs and certificates of a workload come from.
 */
export class Certificates {
  /**
   * The workload signs for itself: cert-manager makes a root, and an issuer of that root, in the workload's namespace.
   * Only who reads that root trusts the workload, and the workload trusts nobody else.
   *
   * The root lasts ten years. It keeps its key when it is renewed, so that whoever trusts the old one trusts what is
   * signed with the new one. Whoever deletes its Secret, `<workload>-ca-tls`, makes another root, and members that have
   * started since then no longer trust those that haven't.
   *
   * Needs cert-manager in the cluster.
   *
   * @throws if the lifetime contradicts itself, or is as long as the root's
   */
  public static selfSigned(told: CertificateLifetime = {}): Certificates {
    const path = 'Certificates.selfSigned';
    const checked = lifetime(told, path);
    if (checked.valid >= CA_VALID) {
      refuse({
        path,
        what: 'validFor',
        got: `${checked.valid} minutes`,
        expected: `less than the ${CA_VALID} minutes (10 years) of the root`,
        change: 'write validFor: Duration.days(730)',
      });
    }
    return new Certificates(checked);
  }

  /**
   * An issuer that is there already signs. It must sign names inside the cluster, for servers and for clients, and tell
   * its root (`ca.crt` in the Secret): CA, Vault and Venafi issuers do, ACME issuers can't.
   * It may shorten the lifetime; then what is left at the start of a process is shorter too.
   *
   * Needs cert-manager in the cluster.
   *
   * @throws if the name isn't one that an issuer can have, or the lifetime contradicts itself
   */
  public static issuer(props: CertificateIssuerProps): Certificates {
    const path = 'Certificates.issuer';
    requireName('name', props.name, 'the name of an issuer', path);
    const { group, kind } = props.kind ?? IssuerKind.ISSUER;
    return new Certificates(lifetime(props, path), { group, kind, name: props.name });
  }

  /**
   * Secrets that you make; nothing is rendered for them. Each has `tls.crt` (the certificate, then its chain), `tls.key`
   * (PKCS#8 without a password, `-----BEGIN PRIVATE KEY-----`) and `ca.crt` (the roots to trust), all of them PEM.
   * Two certificates may share a Secret.
   *
   * @param secretNames the Secret's name for each certificate that the workload needs, by the certificate's short name:
   * `{ broker: 'events-tls' }`. The error for a missing one names it.
   * @throws if a name isn't one that a Secret can have
   */
  public static secrets(secretNames: Record<string, string>): Certificates {
    const path = 'Certificates.secrets';
    for (const [certificate, secretName] of Object.entries(secretNames)) {
      requireName(certificate, secretName, 'the name of a Secret', path);
    }
    return new Certificates(lifetime({}, path), undefined, { ...secretNames });
  }

  private constructor(
    /** @internal */
    public readonly _lifetime: Lifetime,
    /** @internal The issuer that is there already. */
    public readonly _issuer?: { readonly group: string; readonly kind: string; readonly name: string },
    /** @internal Secrets that the user makes, by certificate. */
    public readonly _secrets?: Record<string, string>,
  ) {}
}

/**
 * The Secret of a certificate: what a plan writes into `secretName`.
 *
 * @param path the workload's construct path, for the message
 * @throws if the user makes the Secrets, and named none for this certificate
 */
export function secretNameOf(certificates: Certificates, workload: string, certificate: string, path: string): string {
  const given = certificates._secrets;
  if (!given) {
    return `${workload}-${certificate}-tls`;
  }
  if (!Object.hasOwn(given, certificate)) {
    refuse({
      path,
      what: 'certificates',
      got: `Secrets for ${Object.keys(given).join(', ') || 'nothing'}`,
      expected: `a Secret for '${certificate}' too`,
      change: `add '${certificate}' to Certificates.secrets()`,
    });
  }
  return given[certificate];
}

/** Names of objects are DNS subdomains. */
function requireName(what: string, name: string, expected: string, path: string) {
  if (typeof name !== 'string' || name.length > 253 || !/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name)) {
    refuse({ path, what, got: `'${name}'`, expected, change: 'write lower-case letters, digits, dashes and dots' });
  }
}
