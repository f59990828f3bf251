import { StreamProcessorProps } from './stream-processor-props';
import { required } from '../declared/values';
import { FlowClient, FlowConnection } from '../flow/flow-client';
import { ConfigMountPlan, FlowPlan, SecretMountPlan } from '../plan';

/** What a processor gets from all that it reads from and writes to. Several of one system hand out the same files. */
export function connections(path: string, { reads = [], writes = [] }: StreamProcessorProps, client: FlowClient) {
  const all: FlowConnection[] = [
    ...reads.map((source) => required(path, 'reads', source, '_connectSource', "cluster.addTopic('orders', { partitions: 12 })")._connectSource(client)),
    ...writes.map((sink) => required(path, 'writes', sink, '_connectSink', "cluster.addTopic('alerts', { partitions: 12 })")._connectSink(client)),
  ];
  return {
    flows: all.map(({ flow }): FlowPlan => flow),
    secrets: once<SecretMountPlan>(all.flatMap(({ secrets }) => secrets)),
    configs: once<ConfigMountPlan>(all.flatMap(({ configs }) => configs)),
  };
}

function once<T extends { readonly path: string }>(mounts: T[]): T[] {
  return [...new Map(mounts.map((mount) => [mount.path, mount])).values()];
}
