import { StreamProcessorProps } from './stream-processor-props';
import { refuse } from '../contract/message';
import { required, shown } from '../declared/values';
import { FlowClient, FlowConnection } from '../flow/flow-client';
import { ConfigMountPlan, FlowPlan, SecretMountPlan } from '../plan';

/** What a processor gets from all that it reads from and writes to. Several of one system hand out the same files. */
export function connections(path: string, { reads = [], writes = [] }: StreamProcessorProps, client: FlowClient) {
  const all: FlowConnection[] = [
    ...list(path, 'reads', reads).map((source, at) => required(path, `reads[${at}]`, source, '_connectSource', "cluster.addTopic('orders', { partitions: 12 })")._connectSource(client)),
    ...list(path, 'writes', writes).map((sink, at) => required(path, `writes[${at}]`, sink, '_connectSink', "cluster.addTopic('alerts', { partitions: 12 })")._connectSink(client)),
  ];
  return {
    flows: all.map(({ flow }): FlowPlan => flow),
    secrets: once<SecretMountPlan>(all.flatMap(({ secrets }) => secrets)),
    configs: once<ConfigMountPlan>(all.flatMap(({ configs }) => configs)),
  };
}

function list<T>(path: string, what: string, given: T[]): T[] {
  if (Array.isArray(given)) return given;
  return refuse({ path, what, got: shown(given), expected: 'a list', change: `write ${what}: [ ... ]` });
}

function once<T extends { readonly path: string }>(mounts: T[]): T[] {
  return [...new Map(mounts.map((mount) => [mount.path, mount])).values()];
}
