// The one network of the cluster, inside the namespace that the run has to itself: nothing of it can be reached from outside.
import { execFileSync } from 'child_process';

/** The bridge that every pod hangs on; its address is also the API server's, the kubelets' and the DNS server's. */
export const BRIDGE = 'cni0';
export const HOST = '10.244.0.1';
export const POD_NETWORK = '10.244.0.0/16';
export const SERVICE_NETWORK = '10.96.0.0/16';
export const API_SERVICE = '10.96.0.1';

/** The pods' addresses on node `index`. */
export function podRange(index: number): { readonly rangeStart: string; readonly rangeEnd: string } {
  return { rangeStart: `10.244.${index + 1}.2`, rangeEnd: `10.244.${index + 1}.250` };
}

export function raise(env: NodeJS.ProcessEnv): void {
  const ip = (...args: string[]) => execFileSync('ip', args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  if (execFileSync('ip', ['-o', 'link'], { env, encoding: 'utf8' }).trim().split('\n').length > 1) {
    throw new Error('this network namespace has interfaces: the cluster is only started in one of its own (npm run conformance makes it)');
  }
  ip('link', 'set', 'lo', 'up');
  // An address of its own: a bridge without one takes the lowest of its ports', so that it changes with the pods, and all that pods have
  // remembered of it leads nowhere for seconds (seen as names that could not be resolved).
  ip('link', 'add', BRIDGE, 'address', '0a:58:0a:f4:00:01', 'type', 'bridge');
  ip('addr', 'add', `${HOST}/16`, 'dev', BRIDGE);
  ip('link', 'set', BRIDGE, 'up');
  // The API server calls webhooks by their Services: without a way there nothing leaves, and kube-proxy has nothing to lead elsewhere.
  ip('route', 'add', SERVICE_NETWORK, 'dev', BRIDGE);
  execFileSync('sysctl', ['-qw', 'net.ipv4.ip_forward=1'], { env });
}
