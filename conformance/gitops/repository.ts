// The git repository that the app's pipeline commits to.
import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Contents, synthesize, Tool } from './app';

export class Repository {
  /** With the files of the newest commit. */
  public readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'conformance-repository-'));

  public constructor(private readonly tool: Tool) {
    this.git('init', '--quiet', '--initial-branch', 'deploy');
  }

  public close(): void {
    fs.rmSync(this.folder, { recursive: true });
  }

  /** Commits the app as it is now; the commit, or nothing if nothing changed. */
  public commit(contents: Contents = {}): string | undefined {
    fs.rmSync(path.join(this.folder, 'dist'), { recursive: true, force: true });
    synthesize(this.folder, this.tool, contents);
    this.git('add', '--all', 'dist');
    if (this.git('status', '--porcelain') === '') { return undefined; }
    this.git('-c', 'user.name=deliver', '-c', 'user.email=deliver@example.com', 'commit', '--quiet', '--message', 'Manifests');
    return this.git('rev-parse', 'HEAD').trim();
  }

  /** The files of the newest commit, as a tar. */
  public archive(): Buffer<ArrayBuffer> {
    return Buffer.from(execFileSync('git', ['archive', '--format=tar.gz', 'HEAD'], { cwd: this.folder }));
  }

  private git(...words: string[]): string {
    return execFileSync('git', words, { cwd: this.folder, encoding: 'utf8' });
  }
}
