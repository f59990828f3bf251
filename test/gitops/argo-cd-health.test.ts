import { argoCdHealthChecks } from '../../src/gitops/argo-cd-health';
import { KNOWN_HEALTH } from '../../src/gitops/known-health';

const key = 'resource.customizations.health.';
const checks = argoCdHealthChecks(KNOWN_HEALTH);

test.each(['kafka.strimzi.io_KafkaMirrorMaker2', 'valkey.io_ValkeyCluster', 'k8ssandra.io_K8ssandraCluster'])('the check of %s', (kind) => {
  expect(checks[`${key}${kind}`]).toMatchSnapshot();
});

test('what Argo CD has a check for keeps it', () => {
  expect(checks[`${key}kafka.strimzi.io_Kafka`]).toBeUndefined();
  expect(checks[`${key}cert-manager.io_Certificate`]).toBeUndefined();
});

test('Applications are checked without any other kind', () => {
  expect(Object.keys(argoCdHealthChecks([]))).toEqual([`${key}argoproj.io_Application`]);
});
