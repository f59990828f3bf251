/**
 * A key pair and certificate that the workload, or a client of it, needs, in a Secret with
 * `tls.crt`, `tls.key` (PKCS#8, PEM) and `ca.crt`.
 */
export interface CertificatePlan {
  /** Short name, `broker`. */
  readonly name: string;
  /** Name of the Secret. */
  readonly secretName: string;
  /** Common name of the subject, at most 64 characters. */
  readonly commonName: string;
  /** Organization of the subject. */
  readonly organization: string;
  /**
   * Organizational unit of the subject.
   * @default - none
   */
  readonly unit?: string;
  /**
   * DNS names that the holder answers to. Empty: a client only.
   */
  readonly dnsNames: string[];
}
