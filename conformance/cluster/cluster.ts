// A cluster to prove things on, and the power that a suite has over it.
import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { argoCdArgv, INSTALLED } from './argo-cd';
import { nodeCgroup, processesIn } from './cgroups';
import { apiServerArgv, ApiServerOptions, controllerManagerArgv, Gates, NODE_GRACE_SECONDS, schedulerArgv, signServer, startDns, startEtcd, startProxy } from './control-plane';
import { FAKE } from './fake-nodes';
import { fluxArgv, SOURCES } from './flux';
import { imageStore } from './image-store';
import { HOST, raise } from './network';
import { kubeletRuns, startNode } from './node';
import { Parts, readParts } from './parts';
import { Pki } from './pki';
import { Processes } from './processes';
import { holdFile, provision, STORAGE_CLASS, volumeFolder } from './volumes';
import { zoneOf } from './zones';
import { Api, KubeObject } from '../kubernetes/api';
import { condition } from '../kubernetes/status';

export class LocalCluster {
  /** The cluster whose namespaces this process runs in. */
  public static async join(folder: string): Promise<LocalCluster> {
    const cluster = new LocalCluster(readParts(folder));
    cluster.opened = await Api.open(cluster.kubectl, cluster.admin, path.join(folder, `api-${process.pid}.sock`));
    return cluster;
  }

  public readonly processes: Processes;
  public readonly pki: Pki;
  private opened?: Api;

  public constructor(public readonly parts: Parts) {
    this.processes = new Processes(parts.folder, parts.env);
    this.pki = new Pki(parts.folder, `https://${HOST}:6443`);
  }

  public get api(): Api {
    if (!this.opened) { throw new Error('the cluster is not up yet'); }
    return this.opened;
  }

  public get kubectl(): string { return path.join(this.parts.kube, 'kubectl'); }
  public get admin(): string { return path.join(this.parts.folder, 'admin.kubeconfig'); }

  /** Starts everything; Ready when it comes back. Says what took how long. */
  public async up(nodes: number, gates: Gates, said: (what: string) => void = () => {}): Promise<void> {
    raise(this.processEnv());
    this.pki.authority();
    signServer(this.pki);
    this.pki.kubeconfig('admin', '/O=system:masters/CN=admin');
    startEtcd(this.parts, this.processes);
    this.processes.start('apiserver', apiServerArgv(this.pki, this.ownApiServer(gates)));
    const storing = imageStore(this.parts, this.processes);
    this.opened = await this.answering('apiserver', () => Api.open(this.kubectl, this.admin, path.join(this.parts.folder, `api-${process.pid}.sock`)));
    said('API server answers');
    this.processes.start('controllers', controllerManagerArgv(this.parts, this.pki, this.admin, gates));
    this.processes.start('scheduler', schedulerArgv(this.parts, this.pki, this.admin, gates));
    startProxy(this.parts, this.processes, this.admin);
    startDns(this.parts, this.processes, this.admin);
    const store = await storing;
    said('images unpacked');
    await this.api.apply(STORAGE_CLASS);
    await this.addNodes(store, nodes, gates);
    said(`${nodes} nodes Ready`);
  }

  /** cert-manager's definitions, as its own release has them. */
  public async installCertManagerDefinitions(api: Api): Promise<void> {
    await install(api, this.parts.certManager.crds);
  }

  /** The definitions of the operators whose custom resources the library writes. */
  public async installDefinitions(api: Api): Promise<void> {
    for (const folder of this.parts.definitions) { await install(api, folder); }
  }

  /** cert-manager: its definitions and controllers. */
  public async startCertManager(): Promise<void> {
    await this.installCertManagerDefinitions(this.api);
    await this.api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'cert-manager' } });
    this.processes.start('cert-manager', [this.parts.certManager.program, `--kubeconfig=${this.admin}`]);
  }

  /** Flux's controller of Kustomizations, and the definitions that it asks for. */
  public async startFlux(): Promise<void> {
    const { flux } = this.parts;
    if (!flux) { throw new Error('this run has no Flux: its suites asked for none'); }
    await install(this.api, flux.crds);
    await this.api.applyAll(SOURCES);
    this.processes.start('flux', fluxArgv(flux.program, this.admin, this.parts.folder));
  }

  public async stopFlux(): Promise<void> {
    await this.processes.stop('flux');
  }

  /** Argo CD in its namespace, which must be there with its settings. */
  public async startArgoCd(): Promise<void> {
    const { argoCd } = this.parts;
    if (!argoCd) { throw new Error('this run has no Argo CD: its suites asked for none'); }
    await install(this.api, argoCd.crds);
    await this.api.applyAll(INSTALLED);
    for (const [name, argv] of Object.entries(argoCdArgv(argoCd.bin, this.admin, this.parts.folder))) { this.processes.start(name, argv); }
  }

  public async stopArgoCd(): Promise<void> {
    for (const name of this.processes.names().filter((each) => each.startsWith('argocd-'))) { await this.processes.stop(name); }
  }

  /** Restarts API server, controllers and scheduler with these feature gates; pods don't notice. */
  public async restartControlPlane(gates: Gates): Promise<void> {
    await this.processes.restart('apiserver', apiServerArgv(this.pki, this.ownApiServer(gates)));
    await this.answering('apiserver', () => this.until('the API server is ready', async () => (await this.api.request('GET', '/readyz')).status === 200, 60));
    await this.processes.restart('controllers', controllerManagerArgv(this.parts, this.pki, this.admin, gates));
    await this.processes.restart('scheduler', schedulerArgv(this.parts, this.pki, this.admin, gates));
  }

  /** More nodes, up to so many in all, one zone after the other. */
  public async growTo(nodes: number, gates: Gates): Promise<void> {
    await this.addNodes(await imageStore(this.parts, this.processes), nodes, gates);
  }

  /** A zone goes dark: kubelets, containerds and every container of its nodes, at once and without a word. */
  public async loseZone(zone: string): Promise<void> {
    const lost = this.nodes().filter((n) => zoneOf(n) === zone);
    for (const index of lost) {
      await this.processes.stop(`kubelet-${index}`, 'SIGKILL');
      await this.processes.stop(`containerd-${index}`, 'SIGKILL');
    }
    const killed = lost.flatMap((index) => [...processesIn(nodeCgroup(this.parts.run, index)), ...this.shims(index)]);
    if (lost.length === 0) { throw new Error(`${zone} has no node`); }
    killed.forEach(kill);
    const names = lost.map((n) => `node-${n}`);
    await this.api.until(`${names.join(', ')} taken for lost`, { apiVersion: 'v1', kind: 'Node' },
      (nodes) => !nodes.some((n) => names.includes(n.metadata.name) && condition(n, 'Ready')), 90);
  }

  /** Power is back in that zone. */
  public async regainZone(zone: string): Promise<void> {
    const back = this.nodes().filter((n) => zoneOf(n) === zone);
    for (const index of back) {
      this.processes.start(`containerd-${index}`, this.processes.argvOf(`containerd-${index}`));
      this.processes.start(`kubelet-${index}`, this.processes.argvOf(`kubelet-${index}`));
    }
    await Promise.all(back.map((index) => kubeletRuns(this.processes, index)));
    const names = back.map((n) => `node-${n}`);
    await this.api.until(`${names.join(', ')} back`, { apiVersion: 'v1', kind: 'Node' },
      (nodes) => nodes.filter((n) => names.includes(n.metadata.name) && condition(n, 'Ready')).length === names.length, 90);
  }

  /** No pod starts on the nodes that there are now, until what this gives is called: objects are accepted, and find their places, without what they stand for. */
  public async closeNodes(): Promise<() => void> {
    const names = (await this.api.list({ apiVersion: 'v1', kind: 'Node' })).map(({ metadata: { name } }) => name);
    const tell = (verb: 'cordon' | 'uncordon') => {
      if (names.length === 0) { return; }
      const { code, err } = this.api.run(verb, ...names);
      if (code !== 0) { throw new Error(`${verb} ${names}: ${err}`); }
    };
    tell('cordon');
    return () => tell('uncordon');
  }

  public zoneOfNode(node: string): string { return zoneOf(Number(/^node-(\d+)$/.exec(node)![1])); }

  /** kill -9 to every process of one container. */
  public killContainer(pod: KubeObject, container: string): void {
    const id = (pod.status.containerStatuses as { name: string; containerID: string }[]).find((c) => c.name === container)?.containerID?.replace(/^.*:\/\//, '');
    const index = Number(/^node-(\d+)$/.exec(pod.spec.nodeName)![1]);
    const pids = id ? processesIn(nodeCgroup(this.parts.run, index), id) : [];
    if (pids.length === 0) {
      throw new Error(`${pod.metadata.name}: no process of container ${container} to kill`);
    }
    pids.forEach(kill);
  }

  /** Empties the disk behind a claim: what a lost disk is to whoever mounts it again. */
  public async emptyVolume(namespace: string, claim: string): Promise<void> {
    const found = await this.api.get('v1', 'PersistentVolumeClaim', claim, namespace);
    if (!found) { throw new Error(`there is no claim ${namespace}/${claim}`); }
    const folder = volumeFolder(this.parts.folder, found);
    const entries = fs.readdirSync(folder);
    if (entries.length === 0) { throw new Error(`the disk of ${namespace}/${claim} is empty already`); }
    for (const entry of entries) { fs.rmSync(path.join(folder, entry), { recursive: true, force: true }); }
  }

  /** kwok, which plays kubelet to fake nodes alone. It renews leases four times in their duration, and none at all unless it is told one. */
  public startKwok(): void {
    if (!this.parts.kwok) { throw new Error('this run has no kwok: its suites asked for none'); }
    this.processes.start('kwok', [this.parts.kwok.program, `--kubeconfig=${this.admin}`, `--config=${this.parts.kwok.stages}`,
      '--manage-all-nodes=false', `--manage-nodes-with-annotation-selector=${FAKE}`, `--node-lease-duration-seconds=${NODE_GRACE_SECONDS}`]);
  }

  /** The disk of a claim, which may not be made yet, is late until it is released. */
  public holdVolume(namespace: string, claim: string): void {
    fs.writeFileSync(holdFile(this.parts.folder, namespace, claim), '');
  }

  public async releaseVolume(namespace: string, claim: string): Promise<void> {
    fs.rmSync(holdFile(this.parts.folder, namespace, claim));
    const found = await this.api.get('v1', 'PersistentVolumeClaim', claim, namespace);
    if (found) { await provision(this.api, this.parts.folder, found); }
  }

  /** Another API server with an etcd of its own, for acceptance alone: no controllers, no nodes. */
  public async apiServer(version: string, port: number): Promise<Api> {
    const name = `apiserver-${version}`;
    startEtcd(this.parts, this.processes, `etcd-${version}`, port + 1000);
    this.processes.start(name, apiServerArgv(this.pki, { program: this.parts.apiServers[version], port, etcdPort: port + 1000 }));
    const kubeconfig = path.join(this.parts.folder, `${name}.kubeconfig`);
    fs.writeFileSync(kubeconfig, fs.readFileSync(this.admin, 'utf8').replace(':6443', `:${port}`), { mode: 0o600 });
    return this.answering(name, async () => {
      const api = await Api.open(this.kubectl, kubeconfig, path.join(this.parts.folder, `${name}.sock`));
      await this.until(`API server ${version} is ready`, async () => (await api.request('GET', '/readyz')).status === 200, 60);
      return api;
    });
  }

  /** Waits for something that no watch tells. */
  public async until(what: string, holds: () => Promise<boolean>, seconds: number): Promise<void> {
    for (const end = Date.now() + seconds * 1000; !await holds().catch(() => false);) {
      if (Date.now() > end) { throw new Error(`not in ${seconds} s: ${what}`); }
      await new Promise((go) => setTimeout(go, 100));
    }
  }

  private async addNodes(store: string, count: number, gates: Gates): Promise<void> {
    const from = this.nodes().length;
    for (let index = from; index < count; index++) { await startNode(this.parts, this.processes, this.pki, store, index, gates); }
    for (let index = from; index < count; index++) { await kubeletRuns(this.processes, index); }
    await this.nodesReady(count);
  }

  private async nodesReady(count: number): Promise<void> {
    await this.api.until(`${count} nodes are Ready`, { apiVersion: 'v1', kind: 'Node' }, (nodes) => nodes.filter((n) => condition(n, 'Ready')).length === count, 90,
      (nodes) => `${nodes.map((n) => n.metadata.name)}; kubelet-0: ${this.processes.tail('kubelet-0', 3)}`);
  }

  public processEnv(): NodeJS.ProcessEnv { return { ...process.env, ...this.parts.env }; }

  private ownApiServer(gates: Gates): ApiServerOptions {
    return { program: path.join(this.parts.kube, 'kube-apiserver'), gates };
  }

  private async answering<T>(name: string, ask: () => Promise<T>): Promise<T> {
    for (const end = Date.now() + 120_000; ;) {
      try { return await ask(); } catch (failed) {
        if (Date.now() > end || !this.processes.running(name)) { throw new Error(`${name}: ${failed}\n${this.processes.tail(name)}`); }
        await new Promise((go) => setTimeout(go, 200));
      }
    }
  }

  private shims(index: number): number[] {
    const sock = path.join(this.parts.folder, `node-${index}`, 'containerd.sock');
    return execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n')
      .filter((l) => l.includes('containerd-shim') && l.includes(sock)).map((l) => Number(l.trim().split(' ')[0]));
  }

  private nodes(): number[] {
    return this.processes.names().map((n) => /^kubelet-(\d+)$/.exec(n)?.[1]).filter((n) => n !== undefined).map(Number).sort();
  }
}

function kill(pid: number): void {
  try { process.kill(pid, 'SIGKILL'); } catch { /* it ended by itself */ }
}

/** Definitions in a file, or in the files of a folder, until the API server serves all that it has. */
async function install(api: Api, at: string): Promise<void> {
  // a suite before may have had others of the same name
  const applied = api.run('apply', '--server-side', '--force-conflicts', '--validate=false', '-f', at);
  if (applied.code !== 0) { throw new Error(`definitions of ${at}: ${applied.err}`); }
  for (const definition of await api.list({ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' })) { await api.served(definition); }
}
