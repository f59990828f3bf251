import { operations } from './operations';
import { flinkDeployment, FlinkWay } from './render/flink-deployment';
import { Mechanism } from '../../mechanism/mechanism';
import { CustomWorkload } from '../custom-workload';

/** The Flink operator of a version as what operates a stream processor. It stops and restores at each change. */
export function flinkMechanism(way: FlinkWay): Mechanism {
  const name = `flink-operator ${way.version}`;
  return {
    name,
    issuesCertificates: false,
    operations: operations(way.settings['job.autoscaler.enabled'] === 'true'),
    render: (scope, plan) => new CustomWorkload(scope, plan, { name, duties: [] }, flinkDeployment(scope.node.path, plan, way)),
  };
}
