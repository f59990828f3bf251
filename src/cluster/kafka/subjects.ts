import { BROKER, CONTROLLER } from './identity';
import { CertificatePlan } from '../../plan';

/**
 * Who the holders of certificates are: subjects, Secrets, and the names that Kafka gives them.
 */

/** The short name of the certificate that gate, farewell and Jobs use. */
export const ADMIN = 'admin';

/** Names that no user may have: Secrets and subjects of the cluster's own. */
export const RESERVED_USERS = [BROKER, CONTROLLER, ADMIN, 'ca'];

/** Whose certificates they are. */
export interface Owner {
  readonly name: string;
  readonly namespaceName: string;
  readonly secretNames?: Record<string, string>;
}

/** The Secret of a certificate: the one that was given, or the cluster's own. */
export function tlsSecret(owner: Owner, holder: string): string {
  return owner.secretNames?.[holder] ?? `${owner.name}-${holder}-tls`;
}

/** The certificate of a component of the cluster: of a member, or the admin's. */
export function ownCertificate(owner: Owner, holder: string, dnsNames: string[]): CertificatePlan {
  return { name: holder, secretName: tlsSecret(owner, holder), commonName: `${owner.name}-${holder}`, organization: owner.namespaceName, dnsNames };
}

/** The certificate of a user. The cluster is its unit, so that one issuer may serve several clusters. */
export function userCertificate(owner: Owner, user: string): CertificatePlan {
  return { name: user, secretName: tlsSecret(owner, user), commonName: user, organization: owner.namespaceName, unit: owner.name, dnsNames: [] };
}

/** The principal that Kafka sees: the subject as RFC 2253 writes it, last part first. */
export function principalOf(certificate: CertificatePlan): string {
  const unit = certificate.unit === undefined ? '' : `OU=${certificate.unit},`;
  return `User:CN=${certificate.commonName},${unit}O=${certificate.organization}`;
}

/** The names of every pod behind a headless Service, and of the Service. */
export function memberNames(headless: string): string[] {
  return [headless, `*.${headless}`];
}
