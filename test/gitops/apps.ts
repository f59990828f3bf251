import { ApiObject, App, AppProps, Chart, YamlOutputType } from 'cdk8s';
import { GitOpsTool } from '../../src';

export const REPOSITORY = 'https://git.example.com/shop/shop.git';
export const argoCd = () => GitOpsTool.argoCd({ repository: REPOSITORY });
export const flux = () => GitOpsTool.flux();

/** An app that writes each chart to a folder, which both tools can read. */
export const folders = (props: AppProps = {}) => new App({ yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE, ...props });

const IN_NO_NAMESPACE = ['CustomResourceDefinition', 'Namespace', 'PersistentVolume'];

/** An object of any kind; of the given namespace, its chart's, or else one that every Kubernetes cluster has. */
export function object(chart: Chart, kind: string, name: string, more: any = {}): ApiObject {
  const { metadata, ...rest } = more;
  const place = IN_NO_NAMESPACE.includes(kind) ? {} : { namespace: chart.namespace ?? 'default' };
  return new ApiObject(chart, `${kind}-${name}-${metadata?.namespace ?? ''}`, { apiVersion: API[kind] ?? 'v1', kind, ...rest, metadata: { name, ...place, ...metadata } });
}

const API: Record<string, string> = {
  CustomResourceDefinition: 'apiextensions.k8s.io/v1',
  Deployment: 'apps/v1',
  Kafka: 'kafka.strimzi.io/v1',
  Certificate: 'cert-manager.io/v1',
  KafkaMirrorMaker2: 'kafka.strimzi.io/v1',
  Cache: 'example.com/v1',
};

/** A chart with one object, named like the chart unless told. */
export function chartWith(app: App, id: string, kind = 'ConfigMap', name = id): Chart {
  const chart = new Chart(app, id);
  object(chart, kind, name);
  return chart;
}

/** What an object says when the whole app is written. */
export function annotationsOf(chart: Chart, kind: string, name: string): Record<string, string> | undefined {
  return chart.toJson().find((json) => json.kind === kind && json.metadata.name === name)!.metadata.annotations;
}
