// A cluster's API, spoken through `kubectl proxy` on a Unix socket: kubectl knows every way to log in, we only speak HTTP.
import { ChildProcess, spawn, spawnSync } from 'child_process';
import * as fs from 'fs';
import * as http from 'http';
import * as path from 'path';
import { condition } from './status';

/** What is asked of an object in every place here. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly labels?: Record<string, string>;
    readonly annotations?: Record<string, string>;
    readonly deletionTimestamp?: string;
    readonly [more: string]: unknown;
  };
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- an object of any kind
  readonly [more: string]: any;
}

export interface Answer {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- JSON
  readonly body: any;
  /** What the API server said in Warning headers. */
  readonly warnings: string[];
}

interface Resource { readonly name: string; readonly kind: string; readonly namespaced: boolean }

/** Which objects a list or watch is about. */
export interface Selection {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  /** As kubectl writes it: `app=x,tier in (a,b)`. */
  readonly labels?: string;
}

export class Api {
  /** Opens a proxy for the cluster of `kubeconfig`; `kubectl` is the program to do it with. */
  public static async open(kubectl: string, kubeconfig: string, socket: string): Promise<Api> {
    fs.mkdirSync(path.dirname(socket), { recursive: true });
    fs.rmSync(socket, { force: true });
    const proxy = spawn(kubectl, [`--kubeconfig=${kubeconfig}`, 'proxy', `--unix-socket=${socket}`, '--reject-paths=^$'], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    proxy.stderr!.on('data', (chunk) => said += chunk);
    proxy.unref();
    (proxy.stderr as unknown as { unref(): void }).unref();
    const api = new Api(kubectl, kubeconfig, socket, proxy);
    for (const end = Date.now() + 20_000; ;) {
      if (fs.existsSync(socket) && await api.request('GET', '/version').then((a) => a.status === 200, () => false)) { return api; }
      if (proxy.exitCode !== null || Date.now() > end) {
        proxy.kill();
        throw new Error(`the cluster of ${kubeconfig} does not answer: ${said.trim() || 'no word from kubectl proxy in 20 s'}`);
      }
      await new Promise((go) => setTimeout(go, 50));
    }
  }

  private readonly resources = new Map<string, Promise<Resource[]>>();

  private constructor(
    private readonly kubectl: string, private readonly kubeconfig: string, private readonly socket: string, private readonly proxy: ChildProcess,
  ) {}

  public close(): void {
    this.proxy.kill();
    fs.rmSync(this.socket, { force: true });
  }

  /** One request; an answer of any status is an answer. */
  public request(method: string, url: string, body?: unknown, contentType = 'application/json'): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const content = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
      // The length must be said: a DELETE's body is sent without a word on where it ends otherwise.
      const headers = { 'Content-Type': contentType, 'Accept': 'application/json', 'Content-Length': Buffer.byteLength(content) };
      const request = http.request({ socketPath: this.socket, method, path: url, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => text += chunk);
        response.on('error', reject);
        response.on('end', () => {
          let parsed: unknown = text;
          try { parsed = JSON.parse(text); } catch { /* plain text, as of logs */ }
          resolve({ status: response.statusCode!, body: parsed, warnings: warningsOf(response.rawHeaders) });
        });
      });
      request.on('error', reject);
      request.setTimeout(60_000, () => request.destroy(new Error(`${method} ${url}: no answer in 60 s`)));
      request.end(content);
    });
  }

  /** Server-side apply with strict field validation. */
  public async apply(object: KubeObject, options: { readonly manager?: string; readonly dryRun?: boolean } = {}): Promise<Answer> {
    const query = `fieldManager=${options.manager ?? 'conformance'}&force=true&fieldValidation=Strict${options.dryRun ? '&dryRun=All' : ''}`;
    const answer = await this.request('PATCH', `${await this.pathOf(object)}?${query}`, object, 'application/apply-patch+yaml');
    if (answer.status >= 300) {
      throw new Error(`${object.kind} ${object.metadata.name}: the API server answered ${answer.status}: ${answer.body.message ?? JSON.stringify(answer.body)}`);
    }
    return answer;
  }

  /** Every object in turn, those that others live in first. */
  public async applyAll(objects: readonly KubeObject[]): Promise<void> {
    const rank = (o: KubeObject) => ['CustomResourceDefinition', 'Namespace'].indexOf(o.kind) >= 0 ? 0 : 1;
    for (const object of [...objects].sort((a, b) => rank(a) - rank(b))) {
      await this.apply(object);
      if (object.kind === 'CustomResourceDefinition') { await this.served(object); }
    }
  }

  /** Objects of a kind can be made once its definition is established. */
  public async served(definition: KubeObject): Promise<void> {
    await this.until(`${definition.metadata.name} is established`, { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' },
      (all) => all.some((each) => each.metadata.name === definition.metadata.name && condition(each, 'Established')), 30);
    const { group, names, versions } = definition.spec;
    for (const { name, served } of versions as { name: string; served: boolean }[]) {
      if (served) { await this.discovers(`${group}/${name}`, names.kind, 30); }
    }
  }

  /** What the API server says that it serves follows a moment after; and after another definition of that name had been deleted, later still. */
  private async discovers(apiVersion: string, kind: string, seconds: number): Promise<void> {
    for (const end = Date.now() + seconds * 1000; ;) {
      const known = await this.resource(apiVersion, kind).then(() => true, () => false);
      if (known) { return; }
      if (Date.now() > end) { throw new Error(`not in ${seconds} s: the API server knows ${kind} in ${apiVersion}`); }
      await new Promise((go) => setTimeout(go, 100));
    }
  }

  public async get(apiVersion: string, kind: string, name: string, namespace?: string): Promise<KubeObject | undefined> {
    const answer = await this.request('GET', await this.pathOf({ apiVersion, kind, metadata: { name, namespace } }));
    if (answer.status === 404) { return undefined; }
    return ok(answer, `${kind} ${name}`);
  }

  public async list(selection: Selection): Promise<KubeObject[]> {
    return (ok(await this.request('GET', await this.listPath(selection)), selection.kind) as unknown as { items: KubeObject[] }).items;
  }

  public async patch(object: KubeObject, patch: unknown, subresource = ''): Promise<KubeObject> {
    return ok(await this.request('PATCH', await this.pathOf(object) + subresource, patch, 'application/merge-patch+json'), `${object.kind} ${object.metadata.name}`);
  }

  public async delete(object: KubeObject, options: { readonly gracePeriodSeconds?: number } = {}): Promise<void> {
    const answer = await this.request('DELETE', await this.pathOf(object), {
      kind: 'DeleteOptions',
      apiVersion: 'v1',
      propagationPolicy: 'Background', // a Job's default leaves a finalizer that only a controller takes away
      ...options,
    });
    if (answer.status !== 404) { ok(answer, `${object.kind} ${object.metadata.name}`); }
  }

  /** Asks for an eviction, as a drain does: 201 when granted, 429 when a budget refuses. */
  public async evict(pod: KubeObject): Promise<Answer> {
    const { name, namespace } = pod.metadata;
    return this.request('POST', `/api/v1/namespaces/${namespace}/pods/${name}/eviction`,
      { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } });
  }

  public async logs(namespace: string, pod: string, container?: string): Promise<string> {
    const answer = await this.request('GET', `/api/v1/namespaces/${namespace}/pods/${pod}/log${container ? `?container=${container}` : ''}`);
    if (answer.status !== 200) { throw new Error(`log of ${namespace}/${pod}: ${answer.status} ${JSON.stringify(answer.body)}`); }
    return typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body) + '\n';
  }

  /** Runs a command in a container; its output, whatever its exit code. */
  public exec(namespace: string, pod: string, container: string, command: readonly string[], timeoutSeconds = 120):
  Promise<{ code: number; out: string; err: string }> {
    return new Promise((resolve) => {
      const child = spawn(this.kubectl, [`--kubeconfig=${this.kubeconfig}`, 'exec', '-n', namespace, pod, '-c', container, '--', ...command],
        { stdio: ['ignore', 'pipe', 'pipe'], timeout: timeoutSeconds * 1000, killSignal: 'SIGKILL' });
      let out = '', err = '';
      child.stdout.on('data', (chunk) => out += chunk);
      child.stderr.on('data', (chunk) => err += chunk);
      child.on('close', (code) => resolve({ code: code ?? -1, out, err }));
    });
  }

  /** Gives each line of a command's output to `enough` until that says yes or the command ends; what it said besides. */
  public execLines(namespace: string, pod: string, container: string, command: readonly string[], enough: (line: string) => boolean):
  Promise<string> {
    return new Promise((resolve) => {
      const child = spawn(this.kubectl, [`--kubeconfig=${this.kubeconfig}`, 'exec', '-n', namespace, pod, '-c', container, '--', ...command],
        { stdio: ['ignore', 'pipe', 'pipe'] });
      let rest = '', said = '';
      child.stdout.setEncoding('utf8');
      child.stdout.on('data', (chunk: string) => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop()!;
        if (lines.some(enough)) { child.kill('SIGKILL'); } // the command ends with its output
      });
      child.stderr.on('data', (chunk) => said += chunk);
      child.on('close', () => resolve(said));
    });
  }

  /** Gives each line of a streamed answer to `enough` until that says yes (or the stream ends); false if there is no such stream. */
  public lines(url: string, enough: (line: string) => boolean): Promise<boolean> {
    return new Promise((resolve) => {
      let rest = '';
      const request = http.request({ socketPath: this.socket, path: url }, (response) => {
        if (response.statusCode !== 200) { response.resume(); resolve(response.statusCode !== 404); return; }
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          const lines = (rest + chunk).split('\n');
          rest = lines.pop()!;
          if (lines.some(enough)) { request.destroy(); }
        });
        response.on('close', () => resolve(true));
        response.on('error', () => resolve(true));
      });
      request.on('error', () => resolve(true));
      request.on('socket', (socket) => socket.unref()); // a log that is followed keeps no program alive
      request.end();
    });
  }

  /** kubectl itself, for what only it does (drain, rollout). */
  public run(...args: string[]): { code: number; out: string; err: string } {
    const done = spawnSync(this.kubectl, [`--kubeconfig=${this.kubeconfig}`, ...args], { encoding: 'utf8', timeout: 600_000 });
    return { code: done.status ?? -1, out: done.stdout, err: done.stderr };
  }

  /**
   * Watches until `holds` says yes of the selected objects, and gives them. What it looks at is the state as the API server tells it,
   * without polling. Throws after `seconds` with the last state, as `describe` (or `holds` itself, by throwing) puts it.
   */
  public async until(what: string, selection: Selection, holds: (objects: KubeObject[]) => boolean, seconds: number,
    describe: (objects: KubeObject[]) => string = defaultDescription): Promise<KubeObject[]> {
    const end = Date.now() + seconds * 1000;
    const url = await this.listPath(selection);
    for (;;) {
      const left = end - Date.now();
      const list = await this.request('GET', url).catch((failed) => ({ status: 0, body: { message: String(failed) }, warnings: [] }));
      if (list.status !== 200 && left <= 0) { throw new Error(`not in ${seconds} s: ${what}; the API server: ${list.body.message}`); }
      if (list.status !== 200) { await new Promise((go) => setTimeout(go, 200)); continue; } // it may be restarting
      const items = (list.body.items as KubeObject[]);
      const known = new Map(items.map((o) => [o.metadata.uid!, o]));
      if (holds([...known.values()])) { return [...known.values()]; }
      if (left <= 0) { throw new Error(`not in ${seconds} s: ${what}; seen last: ${describe([...known.values()])}`); }
      const met = await this.watch(`${url}${url.includes('?') ? '&' : '?'}watch=1&resourceVersion=${list.body.metadata.resourceVersion}`, left, (type, object) => {
        if (type === 'DELETED') { known.delete(object.metadata.uid!); } else { known.set(object.metadata.uid!, object); }
        return holds([...known.values()]);
      });
      if (met) { return [...known.values()]; }
    }
  }

  /** Gives each change to `seen` until that says yes (true) or the time is over or the watch ends (false). */
  public watch(url: string, milliseconds: number, seen: (type: string, object: KubeObject) => boolean): Promise<boolean> {
    return new Promise((resolve) => {
      let rest = '', done = false;
      const finish = (met: boolean) => { if (!done) { done = true; clearTimeout(timer); request.destroy(); resolve(met); } };
      const request = http.request({ socketPath: this.socket, path: url }, (response) => {
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          const lines = (rest + chunk).split('\n');
          rest = lines.pop()!;
          for (const line of lines) {
            if (done) { return; }
            const event = JSON.parse(line);
            if (event.type === 'ERROR' || event.object === undefined) { finish(false); } else if (seen(event.type, event.object)) { finish(true); }
          }
        });
        response.on('close', () => finish(false));
        response.on('error', () => finish(false));
      });
      const timer = setTimeout(() => finish(false), Math.max(1, milliseconds));
      request.on('error', () => setTimeout(() => finish(false), 200));
      request.end();
    });
  }

  private async resource(apiVersion: string, kind: string): Promise<Resource> {
    const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const find = async () => {
      if (!this.resources.has(group)) {
        this.resources.set(group, this.request('GET', group).then((a) => (a.body.resources ?? []) as Resource[]));
      }
      return (await this.resources.get(group)!).find((r) => r.kind === kind && !r.name.includes('/'));
    };
    let found = await find();
    if (!found) {
      this.resources.delete(group); // a custom resource may have come since
      found = await find();
    }
    if (!found) { throw new Error(`the API server knows no kind ${kind} in ${apiVersion}`); }
    return found;
  }

  private async pathOf(object: { apiVersion: string; kind: string; metadata: { name: string; namespace?: string } }): Promise<string> {
    return `${await this.collection(object.apiVersion, object.kind, object.metadata.namespace)}/${encodeURIComponent(object.metadata.name)}`;
  }

  private async listPath(selection: Selection): Promise<string> {
    const all = await this.collection(selection.apiVersion, selection.kind, selection.namespace);
    return selection.labels ? `${all}?labelSelector=${encodeURIComponent(selection.labels)}` : all;
  }

  private async collection(apiVersion: string, kind: string, namespace?: string): Promise<string> {
    const resource = await this.resource(apiVersion, kind);
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    return `${root}${resource.namespaced && namespace ? `/namespaces/${namespace}` : ''}/${resource.name}`;
  }
}

function ok(answer: Answer, what: string): KubeObject {
  if (answer.status >= 300) {
    throw new Error(`${what}: the API server answered ${answer.status}: ${answer.body.message ?? JSON.stringify(answer.body)}`);
  }
  return answer.body;
}

function warningsOf(headers: readonly string[]): string[] {
  const warnings: string[] = [];
  for (let i = 0; i < headers.length; i += 2) {
    if (headers[i].toLowerCase() === 'warning') { warnings.push(headers[i + 1].replace(/^299 - "(.*)"$/s, '$1')); }
  }
  return warnings;
}

function defaultDescription(objects: KubeObject[]): string {
  return objects.map((o) => `${o.kind ?? ''} ${o.metadata.name} ${o.status?.phase ?? ''} ${(o.status?.containerStatuses ?? [])
    .map((c: { name: string; ready: boolean; restartCount: number }) => `${c.name} ${c.ready ? 'ready' : 'not ready'} (${c.restartCount} restarts)`).join(', ')}`).join('; ') || 'nothing';
}
