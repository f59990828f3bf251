// One node: a kubelet with a containerd of its own, in a zone. The nodes share the machine, so their ports and folders differ.
import * as fs from 'fs';
import * as path from 'path';
import { nodeCgroup, prepareCgroup } from './cgroups';
import { gateArgs, Gates } from './control-plane';
import { linkStore, socket } from './image-store';
import { BRIDGE, HOST, podRange } from './network';
import { Parts } from './parts';
import { Pki } from './pki';
import { Processes } from './processes';
import { ZONE_LABEL, zoneOf } from './zones';
import { PAUSE_IMAGE } from '../images/pause';

function healthzPort(index: number): number {
  return 10251 + index * 100;
}

/** Waits for a node's kubelet as its service manager would: one that finds its containerd not ready yet ends, and is started again. */
export async function kubeletRuns(processes: Processes, index: number): Promise<void> {
  const name = `kubelet-${index}`;
  for (const end = Date.now() + 60_000; ;) {
    if (await fetch(`http://127.0.0.1:${healthzPort(index)}/healthz`).then((answer) => answer.ok, () => false)) { return; }
    if (Date.now() > end) { throw new Error(`${name} is not well after 60 s: ${processes.tail(name)}`); }
    if (!processes.running(name)) { processes.start(name, processes.argvOf(name)); }
    await new Promise((go) => setTimeout(go, 200));
  }
}

export async function startNode(parts: Parts, processes: Processes, pki: Pki, store: string, index: number, gates: Gates): Promise<void> {
  const folder = path.join(parts.folder, `node-${index}`);
  for (const sub of ['cni', 'kubelet', 'logs']) { fs.mkdirSync(path.join(folder, sub), { recursive: true }); }
  const kubeconfig = pki.kubeconfig(`node-${index}`, `/O=system:nodes/CN=system:node:node-${index}`);
  fs.writeFileSync(path.join(folder, 'cni', '10.conflist'), JSON.stringify({
    cniVersion: '0.4.0',
    name: 'conformance',
    plugins: [
      {
        type: 'bridge',
        bridge: BRIDGE,
        hairpinMode: true,
        ipam: {
          type: 'host-local',
          dataDir: `${folder}/ipam`,
          ranges: [[{ subnet: '10.244.0.0/16', ...podRange(index), gateway: HOST }]],
          routes: [{ dst: '0.0.0.0/0' }],
        },
      },
      { type: 'loopback' },
    ],
  }));
  fs.writeFileSync(path.join(folder, 'containerd.toml'), `version = 2
root = "${folder}/containerd"
state = "${folder}/state"
[grpc]
  address = "${folder}/containerd.sock"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${PAUSE_IMAGE}"
  disable_apparmor = true
  restrict_oom_score_adj = true
  stream_server_port = "0"
[plugins."io.containerd.grpc.v1.cri".cni]
  bin_dir = "${parts.env.CNI_PLUGINS}"
  conf_dir = "${folder}/cni"
`);
  fs.writeFileSync(path.join(folder, 'kubelet.yaml'), JSON.stringify({
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    address: HOST,
    port: 10250 + index * 100,
    healthzPort: healthzPort(index),
    readOnlyPort: 0,
    cgroupDriver: 'cgroupfs',
    cgroupRoot: `/${nodeCgroup(parts.run, index)}`,
    enforceNodeAllocatable: [],
    failSwapOn: false,
    oomScoreAdj: 0,
    podLogsDir: `${folder}/logs`,
    containerRuntimeEndpoint: `unix://${folder}/containerd.sock`,
    clusterDNS: [HOST],
    clusterDomain: 'cluster.local',
    authentication: { anonymous: { enabled: false }, webhook: { enabled: true }, x509: { clientCAFile: pki.at('ca.crt') } },
    authorization: { mode: 'Webhook' },
    imageGCHighThresholdPercent: 100,
    evictionHard: { 'memory.available': '100Mi' },
    nodeStatusUpdateFrequency: '4s',
    resolvConf: '/dev/null',
  }));
  linkStore(store, path.join(folder, 'containerd'));
  prepareCgroup(nodeCgroup(parts.run, index));
  processes.start(`containerd-${index}`, ['containerd', '--config', `${folder}/containerd.toml`]);
  await socket(`${folder}/containerd.sock`);
  processes.start(`kubelet-${index}`, [path.join(parts.kube, 'kubelet'), `--config=${folder}/kubelet.yaml`, `--kubeconfig=${kubeconfig}`,
    `--root-dir=${folder}/kubelet`, `--cert-dir=${folder}/pki`, `--hostname-override=node-${index}`, `--node-ip=${HOST}`,
    `--node-labels=${ZONE_LABEL}=${zoneOf(index)},topology.kubernetes.io/region=conformance`, ...gateArgs(gates)]);
}
