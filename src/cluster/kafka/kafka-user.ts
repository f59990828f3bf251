import { BROKER } from './identity';
import { KafkaAuthentication } from './kafka-authentication';
import { Owner, principalOf, tlsSecret, userCertificate } from './subjects';
import { refuse } from '../../contract/message';
import { Access, CredentialFiles } from '../../mechanism/access';
import { CertificatePlan, Credentials, PrincipalPlan } from '../../plan';

/**
 * Options of a user.
 */
export interface KafkaUserOptions {
  /**
   * How the user proves who it is.
   * @default - KafkaAuthentication.certificate()
   */
  readonly authentication?: KafkaAuthentication;
  /**
   * The user of this cluster that this one takes over from. As long as both are declared, both have the rights that
   * either is given: clients move from one password to the other while both work. Kafka knows one password of a user.
   * @default - a user of its own
   */
  readonly successorOf?: KafkaUser;
}

/**
 * One right of a user, in Kafka's words.
 */
export interface KafkaAcl {
  /** `TOPIC`, `GROUP` or `TRANSACTIONAL_ID`. */
  readonly resourceType: string;
  /** The resource's name, or its prefix. */
  readonly resourceName: string;
  /** Whether the name is a prefix. */
  readonly prefixed: boolean;
  /** `READ`, `WRITE` or `DESCRIBE`. */
  readonly operation: string;
}

/**
 * A user of a Kafka cluster: an identity, with the rights it was given and no others.
 */
export class KafkaUser {
  /** @internal */
  public static _of(path: string, owner: Owner, userName: string, options: KafkaUserOptions, access?: Access): KafkaUser {
    return new KafkaUser(path, owner, userName, options.authentication ?? KafkaAuthentication.certificate(), access, options.successorOf?.acls);
  }

  /** Its name. */
  public readonly userName: string;
  /** As Kafka knows it: `User:CN=shop,OU=events,O=orders`, or `User:shop` with a password. */
  public readonly principal: string;
  /** The Secret that holds its certificate and key, or its password. */
  public readonly secretName: string;
  /** How it proves who it is. */
  public readonly authentication: KafkaAuthentication;
  /** The certificate that somebody must issue; undefined where the operator does. @internal */
  public readonly _certificate?: CertificatePlan;
  /** Where its credentials are. @internal */
  public readonly _files: CredentialFiles;

  private constructor(private readonly path: string, owner: Owner, userName: string, authentication: KafkaAuthentication, access?: Access,
    private readonly acls = new Map<string, KafkaAcl>()) {
    this.userName = userName;
    this.authentication = authentication;
    if (access) {
      this._files = access.credentials(userName, this.credentials);
      this.principal = authentication.password ? `User:${this._files.systemName}` : `User:CN=${this._files.systemName}`;
    } else {
      this._certificate = authentication.password ? undefined : userCertificate(owner, userName);
      this._files = ownFiles(owner, userName, this._certificate, authentication.secretName);
      this.principal = this._certificate ? principalOf(this._certificate) : `User:${userName}`;
    }
    this.secretName = this._files.secretName;
  }

  /** As the plan says it. @internal */
  public _toPlan(): PrincipalPlan {
    const grouped = new Map<string, KafkaAcl[]>();
    for (const right of this.rights) {
      const key = [right.resourceType, right.prefixed, right.resourceName].join(' ');
      grouped.set(key, [...grouped.get(key) ?? [], right]);
    }
    return {
      name: this.userName,
      credentials: this.credentials,
      ...(this.authentication.secretName === undefined ? {} : { passwordSecret: this.authentication.secretName }),
      rights: [...grouped.values()].map((acls) => ({
        resource: acls[0].resourceType, name: acls[0].resourceName, prefixed: acls[0].prefixed, operations: acls.map(({ operation }) => operation),
      })),
    };
  }

  private get credentials(): Credentials {
    return this.authentication.password ? Credentials.PASSWORD : Credentials.CERTIFICATE;
  }

  /** The rights, in the order of their names. */
  public get rights(): KafkaAcl[] {
    return [...this.acls.keys()].sort().map((key) => this.acls.get(key)!);
  }

  /**
   * The right to write to a topic, and to use transactions whose ids start with a prefix.
   */
  public allowProduce(topicName: string, transactionalIdPrefix?: string): void {
    this.allow('TOPIC', topicName, false, 'DESCRIBE', 'WRITE');
    if (transactionalIdPrefix !== undefined) this.allow('TRANSACTIONAL_ID', transactionalIdPrefix, true, 'DESCRIBE', 'WRITE');
  }

  /**
   * The right to read a topic in a consumer group.
   */
  public allowConsume(topicName: string, group: string): void {
    if (typeof group !== 'string' || group.length === 0 || /\s/.test(group)) {
      refuse({ path: this.path, what: `grantConsume('${topicName}').group`, got: JSON.stringify(group) ?? 'nothing', expected: 'the name of a consumer group', change: "write { group: 'billing' }" });
    }
    this.allow('TOPIC', topicName, false, 'DESCRIBE', 'READ');
    this.allow('GROUP', group, false, 'READ');
  }

  private allow(resourceType: string, resourceName: string, prefixed: boolean, ...operations: string[]) {
    // the Job reads one right a line, with blanks between its words
    if (!/^\S+$/.test(resourceName)) {
      refuse({ path: this.path, what: `a right of '${this.userName}'`, got: `${resourceType} ${JSON.stringify(resourceName)}`, expected: 'a name, or a prefix, without blanks', change: 'write it without them, or leave it away' });
    }
    for (const operation of operations) {
      this.acls.set([resourceType, prefixed, resourceName, operation].join(' '), { resourceType, resourceName, prefixed, operation });
    }
  }
}

/** The Secrets that this library's own objects make, or that were given. */
function ownFiles(owner: Owner, userName: string, certificate?: CertificatePlan, given?: string): CredentialFiles {
  return {
    systemName: userName,
    secretName: certificate?.secretName ?? given ?? `${owner.name}-${userName}-password`,
    certificate: 'tls.crt',
    key: 'tls.key',
    password: 'password',
    ...(certificate ? {} : { trustSecretName: tlsSecret(owner, BROKER) }),
  };
}

/** A user's name: it becomes part of a Secret's name, and of the certificate's subject. */
export function checkedUser(path: string, name: string, reserved: string[]): void {
  if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name) || name.length > 63) {
    refuse({ path, what: `addUser('${name}')`, got: `the name '${name}'`, expected: 'lower-case letters, digits and hyphens, at most 63', change: "write addUser('shop')" });
  }
  if (reserved.includes(name)) {
    refuse({ path, what: `addUser('${name}')`, got: `the name '${name}'`, expected: `none of ${reserved.join(', ')}: the cluster's own`, change: `write addUser('${name}-app')` });
  }
}
