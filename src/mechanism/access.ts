import { Credentials } from '../plan';

/**
 * Where the credentials of a user are, and whom the system takes it for.
 */
export interface CredentialFiles {
  /** The name that the system knows: the common name of its certificate, or what it logs in with. */
  readonly systemName: string;
  /** The Secret that holds them. */
  readonly secretName: string;
  /** The key of the certificate chain in it, PEM. */
  readonly certificate: string;
  /** The key of the private key in it, PKCS#8 in PEM. */
  readonly key: string;
  /** The key of the password in it. */
  readonly password: string;
  /**
   * The Secret with the certificates of those that clients trust, under the key `ca.crt`.
   * @default - the one that holds the credentials
   */
  readonly trustSecretName?: string;
}

/**
 * Names and places that clients need, and that hang on who operates the workload.
 */
export interface Access {
  /** The labels by which the pods of a component are selected. */
  podLabels(component: string): Record<string, string>;
  /** The credentials of a user. */
  credentials(user: string, credentials: Credentials): CredentialFiles;
}
