// A client's properties written with everything in them: for visitors that are not declared and so have no mounted files.

export interface Credentials {
  readonly ca: string;
  readonly certificate?: string;
  readonly key?: string;
  readonly user?: string;
  readonly password?: string;
}

export function clientProperties(c: Credentials): string {
  const pem = (text: string) => text.trim().replace(/\n/g, '\\n');
  return Object.entries({
    'security.protocol': c.user ? 'SASL_SSL' : 'SSL',
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.certificates': pem(c.ca),
    ...c.certificate && c.key ? { 'ssl.keystore.type': 'PEM', 'ssl.keystore.certificate.chain': pem(c.certificate), 'ssl.keystore.key': pem(c.key) } : {},
    ...c.user ? {
      'sasl.mechanism': 'SCRAM-SHA-512',
      'sasl.jaas.config': `org.apache.kafka.common.security.scram.ScramLoginModule required username="${c.user}" password="${c.password}";`,
    } : {},
  }).map(([key, value]) => `${key}=${value}`).join('\n');
}
