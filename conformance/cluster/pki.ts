// The cluster's certificates and kubeconfigs, made by openssl for one run.
import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';

const DAYS = '7';

export class Pki {
  public readonly folder: string;

  public constructor(private readonly run: string, private readonly server: string) {
    this.folder = path.join(run, 'pki');
    fs.mkdirSync(this.folder, { recursive: true });
  }

  public authority(): void {
    this.key('ca');
    this.openssl('req', '-x509', '-new', '-key', this.at('ca.key'), '-subj', '/CN=conformance', '-days', DAYS, '-out', this.at('ca.crt'));
    this.openssl('genrsa', '-out', this.at('sa.key'), '2048'); // service account tokens
    this.openssl('rsa', '-in', this.at('sa.key'), '-pubout', '-out', this.at('sa.pub'));
  }

  /** `<name>.crt` and `<name>.key`, signed by the authority. */
  public sign(name: string, subject: string, extensions: string): void {
    this.key(name);
    this.openssl('req', '-new', '-key', this.at(`${name}.key`), '-subj', subject, '-out', this.at(`${name}.csr`));
    fs.writeFileSync(this.at(`${name}.ext`), extensions);
    this.openssl('x509', '-req', '-in', this.at(`${name}.csr`), '-CA', this.at('ca.crt'), '-CAkey', this.at('ca.key'), '-CAcreateserial',
      '-days', DAYS, '-extfile', this.at(`${name}.ext`), '-out', this.at(`${name}.crt`));
  }

  /** A client certificate and the kubeconfig that logs in with it. */
  public kubeconfig(name: string, subject: string): string {
    this.sign(name, subject, 'extendedKeyUsage=clientAuth');
    const base64 = (file: string) => fs.readFileSync(this.at(file)).toString('base64');
    const file = path.join(this.run, `${name}.kubeconfig`);
    fs.writeFileSync(file, JSON.stringify({
      'apiVersion': 'v1',
      'kind': 'Config',
      'current-context': 'conformance',
      'clusters': [{ name: 'conformance', cluster: { 'server': this.server, 'certificate-authority-data': base64('ca.crt') } }],
      'users': [{ name, user: { 'client-certificate-data': base64(`${name}.crt`), 'client-key-data': base64(`${name}.key`) } }],
      'contexts': [{ name: 'conformance', context: { cluster: 'conformance', user: name } }],
    }), { mode: 0o600 });
    return file;
  }

  public at(file: string): string { return path.join(this.folder, file); }

  private key(name: string): void {
    this.openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', this.at(`${name}.key`));
  }

  private openssl(...args: string[]): void {
    execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  }
}
