import { KafkaUser } from './kafka-user';

/**
 * Where a client runs, and how it finds its files.
 */
export interface KafkaClientOptions {
  /**
   * The folder under which `user/` (and `trust/`, for a password) are mounted.
   * @default - /etc/kafka/<cluster>, where grants mount them
   */
  readonly mountPath?: string;
  /**
   * Whether it runs outside of the Kubernetes cluster: it starts from the brokers' external address.
   * @default false
   */
  readonly external?: boolean;
}

/**
 * A Java client's properties. Secrets stay in files: a config provider of Kafka's own reads them
 * (org.apache.kafka.common.config.provider.DirectoryConfigProvider).
 */
export function clientProperties(bootstrapServers: string, user: KafkaUser | undefined, path: string): Record<string, string> {
  const common = { 'bootstrap.servers': bootstrapServers, 'acks': 'all' };
  if (user === undefined) return { ...common, 'security.protocol': 'PLAINTEXT' };
  const { systemName, certificate, key, password, trustSecretName } = user._files;
  const provider = {
    'config.providers': 'directory',
    'config.providers.directory.class': 'org.apache.kafka.common.config.provider.DirectoryConfigProvider',
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.certificates': `\${directory:${path}/${trustSecretName === undefined ? 'user' : 'trust'}:ca.crt}`,
  };
  if (user.authentication.password) {
    return {
      ...common,
      ...provider,
      'security.protocol': 'SASL_SSL',
      'sasl.mechanism': 'SCRAM-SHA-512',
      'sasl.jaas.config': `org.apache.kafka.common.security.scram.ScramLoginModule required username="${systemName}" password="\${directory:${path}/user:${password}}";`,
    };
  }
  return {
    ...common,
    ...provider,
    'security.protocol': 'SSL',
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.certificate.chain': `\${directory:${path}/user:${certificate}}`,
    'ssl.keystore.key': `\${directory:${path}/user:${key}}`,
  };
}
