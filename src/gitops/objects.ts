import { ApiObject, Chart } from 'cdk8s';

/** What stands in a chart's manifests. */
export function objectsOf(chart: Chart): ApiObject[] {
  return chart.node.findAll().filter((node): node is ApiObject => ApiObject.isApiObject(node) && node.chart === chart);
}
