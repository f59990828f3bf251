// Plays Flux's source-controller: commits what is synthesized to a git repository, gives the newest commit's files over HTTP, and says so in the status of
// a GitRepository.
import { execFileSync } from 'child_process';
import { createHash } from 'crypto';
import * as fs from 'fs';
import * as http from 'http';
import { AddressInfo } from 'net';
import * as os from 'os';
import * as path from 'path';
import { Contents, synthesize } from './app';
import { FLUX_NAMESPACE } from '../cluster/flux';
import { Api, KubeObject } from '../kubernetes/api';

const REPOSITORY: KubeObject = {
  apiVersion: 'source.toolkit.fluxcd.io/v1',
  kind: 'GitRepository',
  metadata: { name: 'flux-system', namespace: FLUX_NAMESPACE },
  spec: { url: 'https://git.example.com/shop/shop.git', interval: '1m' },
};

export class Source {
  /** The repository, with the files of the newest commit. */
  public readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'conformance-source-'));
  private readonly server: http.Server;
  private archive = Buffer.alloc(0);

  public constructor(private readonly api: Api) {
    this.git('init', '--quiet', '--initial-branch', 'deploy');
    this.server = http.createServer((_, answer) => answer.end(this.archive)).listen(0, '127.0.0.1');
  }

  public close(): void {
    this.server.close();
    fs.rmSync(this.folder, { recursive: true });
  }

  /** Commits the app as it is now, and tells Flux; the revision, or nothing if there was nothing to commit. */
  public async commit(contents: Contents = {}): Promise<string | undefined> {
    fs.rmSync(path.join(this.folder, 'dist'), { recursive: true, force: true });
    synthesize(this.folder, 'flux', contents);
    this.git('add', '--all', 'dist');
    if (this.git('status', '--porcelain') === '') { return undefined; }
    this.git('-c', 'user.name=deliver', '-c', 'user.email=deliver@example.com', 'commit', '--quiet', '--message', 'Manifests');
    return this.tell();
  }

  private async tell(): Promise<string> {
    this.archive = execFileSync('git', ['archive', '--format=tar.gz', 'HEAD'], { cwd: this.folder });
    const revision = `deploy@sha1:${this.git('rev-parse', 'HEAD').trim()}`;
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

  private git(...words: string[]): string {
    return execFileSync('git', words, { cwd: this.folder, encoding: 'utf8' });
  }
}
