import { ISecret } from 'cdk8s-plus-27';

/**
 * Where a user's password comes from.
 */
export interface KafkaScramOptions {
  /**
   * A Secret in the cluster's namespace with the password under the key `password`.
   * @default - a random password is made in the cluster, in the Secret `<cluster>-<user>-password`
   */
  readonly secret?: ISecret;
}

/**
 * How a user proves who it is.
 */
export class KafkaAuthentication {
  /** By a client certificate, from whoever issues the cluster's certificates. */
  public static certificate(): KafkaAuthentication {
    return new KafkaAuthentication(false);
  }

  /** By a password (SCRAM-SHA-512) over an encrypted connection. */
  public static scram(options: KafkaScramOptions = {}): KafkaAuthentication {
    return new KafkaAuthentication(true, options.secret?.name);
  }

  /** Whether it is a password. */
  public readonly password: boolean;
  /** The Secret that was given. */
  public readonly secretName?: string;

  private constructor(password: boolean, secretName?: string) {
    this.password = password;
    this.secretName = secretName;
  }
}
