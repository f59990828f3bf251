// The Prometheus operator's definitions, out of its Go module.
import { moduleDefinitions } from './go-module';

/** The folder of their files: the kinds that this library writes. */
export function prometheusDefinitions(): Promise<string> {
  return moduleDefinitions({
    name: 'prometheus-definitions',
    title: 'the Prometheus operator\'s definitions',
    module: 'github.com/prometheus-operator/prometheus-operator',
    version: 'v0.85.0',
    files: ['podmonitors', 'prometheusrules'].map((plural) => `example/prometheus-operator-crd/monitoring.coreos.com_${plural}.yaml`),
  });
}
