import { App, Chart } from 'cdk8s';
import { OperatorInstall, Platform } from '../../src';

/** Everything that can be told of an operator's pods. */
export const EVERYTHING = {
  labels: { team: 'a' }, annotations: { note: 'b' }, nodeSelector: { pool: 'c' }, tolerations: [{ key: 'd' }], priorityClass: 'e', imagePullSecrets: ['f'], environment: { G: 'h' },
};

export const BY = { argoCd: { install: OperatorInstall.argoCd() }, flux: { install: OperatorInstall.flux() } };

/** A chart of a namespace, in a cluster of three zones. */
export function operators(namespace: string, kubernetesVersion = '1.34'): Chart {
  const app = new App();
  Platform.aks({ region: 'eastus', zones: ['1', '2', '3'], kubernetesVersion }).applyTo(app);
  return new Chart(app, 'operators', { namespace });
}

/** The values that a chart is asked for with. */
export function valuesOf(chart: Chart): any {
  const asked = chart.toJson();
  return asked[0].spec.source?.helm.valuesObject ?? asked[1].spec.values;
}
