// etcd, API server, controllers and scheduler of the cluster, and Services and DNS names on top.
import * as fs from 'fs';
import * as path from 'path';
import { API_SERVICE, HOST, POD_NETWORK, SERVICE_NETWORK } from './network';
import { Parts } from './parts';
import { Pki } from './pki';
import { Processes } from './processes';

/** How long a node is silent before it is taken for lost; 40 s or 50 s by default in Kubernetes, shorter here so that a suite ends. */
export const NODE_GRACE_SECONDS = 20;

/** Kubernetes feature gates: name -> on. */
export type Gates = Record<string, boolean>;

/** On by default from Kubernetes 1.35 on: pods carry the zone of their node as a label. */
export const GATES: Gates = { PodTopologyLabelsAdmission: true };

export function gateArgs(gates: Gates): string[] {
  const list = Object.entries(gates).map(([gate, on]) => `${gate}=${on}`).join(',');
  return list ? [`--feature-gates=${list}`] : [];
}

export function startEtcd(parts: Parts, processes: Processes, name = 'etcd', port = 2379): void {
  const url = `http://127.0.0.1:${port}`, peer = `http://127.0.0.1:${port + 1}`;
  processes.start(name, [path.join(parts.kube, 'etcd'), `--name=${name}`, `--data-dir=${path.join(parts.folder, name)}`, '--unsafe-no-fsync', '--log-level=warn',
    `--listen-client-urls=${url}`, `--advertise-client-urls=${url}`, `--listen-peer-urls=${peer}`, `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=${name}=${peer}`]);
}

export interface ApiServerOptions {
  readonly program: string;
  readonly etcdPort?: number;
  readonly port?: number;
  readonly gates?: Gates;
}

export function apiServerArgv(pki: Pki, options: ApiServerOptions): string[] {
  return [options.program, `--etcd-servers=http://127.0.0.1:${options.etcdPort ?? 2379}`, '--bind-address=0.0.0.0', `--advertise-address=${HOST}`,
    `--secure-port=${options.port ?? 6443}`, '--authorization-mode=Node,RBAC', '--allow-privileged=true', `--service-cluster-ip-range=${SERVICE_NETWORK}`,
    `--tls-cert-file=${pki.at('server.crt')}`, `--tls-private-key-file=${pki.at('server.key')}`, `--client-ca-file=${pki.at('ca.crt')}`,
    `--kubelet-client-certificate=${pki.at('admin.crt')}`, `--kubelet-client-key=${pki.at('admin.key')}`, '--kubelet-preferred-address-types=InternalIP',
    '--service-account-issuer=https://kubernetes.default.svc', `--service-account-key-file=${pki.at('sa.pub')}`,
    `--service-account-signing-key-file=${pki.at('sa.key')}`, `--cert-dir=${pki.at('apiserver')}`,
    ...gateArgs(options.gates ?? {})];
}

export function signServer(pki: Pki): void {
  const names = ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc', 'kubernetes.default.svc.cluster.local', 'localhost'];
  pki.sign('server', '/CN=kube-apiserver', `subjectAltName=IP:127.0.0.1,IP:${HOST},IP:${API_SERVICE},${names.map((n) => `DNS:${n}`).join(',')}
extendedKeyUsage=serverAuth`);
}

export function controllerManagerArgv(parts: Parts, pki: Pki, kubeconfig: string, gates: Gates): string[] {
  return [path.join(parts.kube, 'kube-controller-manager'), `--kubeconfig=${kubeconfig}`, '--bind-address=127.0.0.1', `--cert-dir=${pki.at('controllers')}`,
    '--leader-elect=false', '--use-service-account-credentials=true', `--service-account-private-key-file=${pki.at('sa.key')}`, `--root-ca-file=${pki.at('ca.crt')}`,
    `--cluster-signing-cert-file=${pki.at('ca.crt')}`, `--cluster-signing-key-file=${pki.at('ca.key')}`, `--node-monitor-grace-period=${NODE_GRACE_SECONDS}s`,
    ...gateArgs(gates)];
}

export function schedulerArgv(parts: Parts, pki: Pki, kubeconfig: string, gates: Gates): string[] {
  return [path.join(parts.kube, 'kube-scheduler'), `--kubeconfig=${kubeconfig}`, '--bind-address=127.0.0.1', `--cert-dir=${pki.at('scheduler')}`,
    '--leader-elect=false', ...gateArgs(gates)];
}

/** Service addresses. All pods hang on one bridge, so answers must be sent back through it: hence masquerade-all. */
export function startProxy(parts: Parts, processes: Processes, kubeconfig: string): void {
  processes.start('proxy', [path.join(parts.kube, 'kube-proxy'), `--kubeconfig=${kubeconfig}`, '--proxy-mode=iptables', '--masquerade-all',
    `--cluster-cidr=${POD_NETWORK}`, '--hostname-override=node-0', '--conntrack-max-per-core=0', '--conntrack-tcp-timeout-established=0',
    '--conntrack-tcp-timeout-close-wait=0', '--metrics-bind-address=127.0.0.1', '--healthz-bind-address=127.0.0.1:10256']);
}

export function startDns(parts: Parts, processes: Processes, kubeconfig: string): void {
  const file = path.join(parts.folder, 'Corefile');
  fs.writeFileSync(file, `.:53 {
  bind ${HOST}
  errors
  kubernetes cluster.local in-addr.arpa {
    kubeconfig ${kubeconfig}
    ttl 5
  }
}
`);
  processes.start('dns', [parts.coredns, '-conf', file]);
}
