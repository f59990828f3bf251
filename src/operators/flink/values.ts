import { FlinkOperatorProps } from './flink-operator';
import { moved, podValues, pullSecrets, unlessEmpty, variables } from '../helm';
import { Asked } from '../installation';
import { apart, Quantities } from '../vendor/controller';
import { Watched } from '../vendor/watched';

/** What the chart sets by itself in the place that settings of the operator go to: a value for it takes its place. */
const CHART_SETTINGS: Record<string, string> = {
  'kubernetes.operator.metrics.reporter.slf4j.factory.class': 'org.apache.flink.metrics.slf4j.Slf4jReporterFactory',
  'kubernetes.operator.metrics.reporter.slf4j.interval': '5 MINUTE',
  'kubernetes.operator.observer.progress-check.interval': '5 s',
  'kubernetes.operator.reconcile.interval': '15 s',
};

/** What is asked for, as values of the chart: helm/flink-kubernetes-operator/values.yaml at the tag release-1.15.0. */
export function flinkOperatorValues(
  asked: Asked, props: FlinkOperatorProps, watched: Watched, resources: { readonly operator?: Quantities; readonly webhook?: Quantities },
): Record<string, any> {
  const { imageRegistry, pods, webhook = true, keystoreSecret } = props;
  const several = asked.replicas !== undefined && asked.replicas > 1;
  return {
    ...watched === 'all' ? {} : { watchNamespaces: watched },
    ...asked.replicas === undefined ? {} : { replicas: asked.replicas },
    ...several ? { defaultConfiguration: { 'flink-conf.yaml': leading() }, strategy: { type: 'RollingUpdate' } } : {},
    ...unlessEmpty('image', moved(imageRegistry, 'apache/flink-kubernetes-operator')),
    ...pullSecrets(pods),
    ...unlessEmpty('operatorPod', {
      ...several ? { topologySpreadConstraints: apart({ 'app.kubernetes.io/name': 'flink-kubernetes-operator' }, asked.site) } : {},
      ...resources.operator ? { resources: resources.operator } : {},
      ...resources.webhook ? { webhook: { resources: resources.webhook } } : {},
      ...podValues(asked.path, pods),
      ...unlessEmpty('labels', pods?.labels),
      ...unlessEmpty('annotations', pods?.annotations),
      ...unlessEmpty('env', variables(pods)),
    }),
    ...webhook ? {} : { webhook: { create: false } },
    ...keystoreSecret === undefined ? {} : { webhook: { keystore: { passwordSecretRef: { key: 'password', name: keystoreSecret }, useDefaultPassword: false } } },
  };
}

/** docs/content/docs/operations/configuration.md at the tag release-1.15.0. */
function leading(): string {
  const settings: Record<string, string> = {
    ...CHART_SETTINGS,
    'kubernetes.operator.leader-election.enabled': 'true',
    'kubernetes.operator.leader-election.lease-name': 'flink-operator-lease',
  };
  return Object.keys(settings).sort().map((key) => `${key}: ${settings[key]}\n`).join('');
}
