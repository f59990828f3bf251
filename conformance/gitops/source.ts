// Plays Flux's source-controller: gives the newest commit's files over HTTP, and says so in the status of a GitRepository.
import { createHash } from 'crypto';
import * as http from 'http';
import { AddressInfo } from 'net';
import { Contents } from './app';
import { Repository } from './repository';
import { FLUX_NAMESPACE } from '../cluster/flux';
import { Api, KubeObject } from '../kubernetes/api';

const REPOSITORY: KubeObject = {
  apiVersion: 'source.toolkit.fluxcd.io/v1',
  kind: 'GitRepository',
  metadata: { name: 'flux-system', namespace: FLUX_NAMESPACE },
  spec: { url: 'https://git.example.com/shop/shop.git', interval: '1m' },
};

export class Source {
  public readonly repository = new Repository('flux');
  private readonly server: http.Server;
  private archive = Buffer.alloc(0);

  public constructor(private readonly api: Api) {
    this.server = http.createServer((_, answer) => answer.end(this.archive)).listen(0, '127.0.0.1');
  }

  public get folder(): string { return this.repository.folder; }

  public close(): void {
    this.server.close();
    this.repository.close();
  }

  /** Commits the app as it is now, and tells Flux; the revision, or nothing if there was nothing to commit. */
  public async commit(contents: Contents = {}): Promise<string | undefined> {
    const commit = this.repository.commit(contents);
    if (!commit) { return undefined; }
    this.archive = this.repository.archive();
    const revision = `deploy@sha1:${commit}`;
    const digest = `sha256:${createHash('sha256').update(this.archive).digest('hex')}`;
    const url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/${digest.slice(-8)}.tar.gz`;
    await this.api.apply(REPOSITORY);
    await this.api.patch(REPOSITORY, {
      status: {
        artifact: { digest, revision, url, path: 'dist', size: this.archive.length, lastUpdateTime: new Date().toISOString().replace(/\.\d+/, '') },
        conditions: [{ type: 'Ready', status: 'True', reason: 'Succeeded', message: revision, lastTransitionTime: '2026-01-01T00:00:00Z', observedGeneration: 1 }],
        observedGeneration: 1,
      },
    }, '/status');
    return revision;
  }
}
