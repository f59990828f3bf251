import { KafkaExternalAccess } from './kafka-external-access';
import { KafkaVersion } from './kafka-version';
import { checkedSetting } from './known-settings';
import { brokerListeners, INTERNAL, Listener, QUORUM, quorumListener } from './listeners';
import { refuse } from '../../contract/message';

/**
 * What `server.properties` says: the part that is true under any mechanism, and the part that belongs to
 * addresses, identity and security of a cluster on built-in objects.
 */

/**
 * Settings of every member that hold wherever it runs.
 * - `auto.create.topics.enable`: topics are declared; a client's typo must not make one with the defaults.
 * - `initial.broker.registration.timeout.ms`: a broker that finds no quorum exits after 60 s by default;
 *   at an install or a cold start the controllers may take longer, and each exit doubles the back-off.
 * - `num.recovery.threads.per.data.dir`: log recovery after a crash runs before the ports open.
 */
export function commonSettings(): Record<string, string> {
  return {
    'auto.create.topics.enable': 'false',
    'initial.broker.registration.timeout.ms': '300000',
    'num.recovery.threads.per.data.dir': '2',
  };
}

/** Reads from a copy in the reader's zone, where zones are known. */
export const RACK_SETTINGS = { 'replica.selector.class': 'org.apache.kafka.common.replica.RackAwareReplicaSelector' };

/** Where start.sh puts this member's key and certificates. */
const KEYSTORE = '/run/member/keystore.pem';
/** Where the trusted certificates are mounted. */
export const MEMBER_TLS_PATH = '/etc/kafka/tls/member';
export const ADMIN_TLS_PATH = '/etc/kafka/tls/admin';

/** Addresses, identity and security: what start.sh finds in its file before it adds what only the pod knows. */
export function addressSettings(
  roles: string[], bootstrapControllers: string[], plaintext: boolean, superUsers: string[], external?: KafkaExternalAccess,
): Record<string, string> {
  const broker = roles.includes('broker');
  const controller = roles.includes('controller');
  const ofBrokers = broker ? brokerListeners(plaintext, external) : [];
  const own: Listener[] = [...ofBrokers, ...(controller ? [quorumListener(plaintext)] : [])];
  const spoken: Listener[] = [...ofBrokers, quorumListener(plaintext)];
  return {
    'process.roles': roles.join(','),
    'controller.quorum.bootstrap.servers': bootstrapControllers.join(','),
    // an emptied controller has a new directory id: its old entry is replaced by itself (KIP-1186)
    ...(controller ? { 'controller.quorum.auto.join.enable': 'true' } : {}),
    'controller.listener.names': QUORUM.name,
    'listeners': own.map((l) => `${l.name}://:${l.number}`).join(','),
    'listener.security.protocol.map': spoken.map((l) => `${l.name}:${l.protocol}`).join(','),
    ...(broker ? { 'inter.broker.listener.name': INTERNAL.name } : {}),
    ...(plaintext ? {} : securitySettings(own, superUsers)),
  };
}

function securitySettings(own: Listener[], superUsers: string[]): Record<string, string> {
  const settings: Record<string, string> = {
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': KEYSTORE,
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': `${MEMBER_TLS_PATH}/ca.crt`,
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'allow.everyone.if.no.acl.found': 'false',
    'super.users': superUsers.join(';'),
  };
  for (const listener of own) {
    const prefix = `listener.name.${listener.name.toLowerCase()}`;
    const password = listener.protocol === 'SASL_SSL';
    settings[`${prefix}.ssl.client.auth`] = password ? 'none' : 'required';
    if (password) {
      settings['sasl.enabled.mechanisms'] = 'SCRAM-SHA-512';
      settings[`${prefix}.scram-sha-512.sasl.jaas.config`] = 'org.apache.kafka.common.security.scram.ScramLoginModule required;';
    }
  }
  return settings;
}

/** Prefixes of settings that carry addresses, identity or security. */
const OWNED = [
  'node.id', 'broker.id', 'process.roles', 'controller.quorum.', 'controller.listener.', 'listeners', 'advertised.', 'listener.', 'inter.broker.',
  'early.start.', 'log.dir', 'metadata.log.dir', 'ssl.', 'sasl.', 'security.', 'authorizer.', 'super.users', 'allow.everyone', 'principal.', 'broker.rack',
  'zookeeper.', 'config.providers',
];

/** Refuses extra settings that the library must own, and values that are none. */
export function checkedConfig(path: string, version: KafkaVersion, config: Record<string, string> = {}): Record<string, string> {
  for (const [key, value] of Object.entries(config)) {
    const owner = OWNED.find((prefix) => key.startsWith(prefix));
    if (owner) {
      refuse({
        path,
        what: `config['${key}']`,
        got: `'${value}'`,
        expected: `no setting that starts with ${owner}: the library derives it from names, certificates and the platform`,
        change: 'leave it away',
      });
    }
    // what Java's Properties would read otherwise: separators and comments in names, blanks before a value, anything beyond Latin-1
    if (!/^[A-Za-z][\w.-]*$/.test(key)) {
      refuse({ path, what: 'config', got: `the name ${JSON.stringify(key)}`, expected: 'letters, digits, dots, underscores and hyphens', change: "write { 'log.retention.ms': '604800000' }" });
    }
    if (typeof value !== 'string' || !/^([!-~][ -~]*)?$/.test(value)) {
      refuse({ path, what: `config['${key}']`, got: JSON.stringify(value) ?? 'nothing', expected: 'one line of text, in ASCII and without blanks in front', change: `write '${key}': '...'` });
    }
    if (version.proven) checkedSetting(path, key, value); // a newer Kafka may know others
  }
  return config;
}

/** A properties file, sorted: backslashes are doubled, as Java reads them. */
export function propertiesFile(settings: Record<string, string>): string {
  return Object.keys(settings).sort().map((key) => `${key}=${settings[key].replace(/\\/g, '\\\\')}\n`).join('');
}
