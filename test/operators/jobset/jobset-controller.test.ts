import { Size } from 'cdk8s';
import { JobSetController, JobSetControllerProps, OperatorInstall } from '../../../src';
import { JOBSET } from '../../../src/operators/jobset/release';
import { BY, EVERYTHING, operators, valuesOf } from '../in-the-cluster';
import { definition, vendored } from '../vendor/stand-ins';

function asked(props: Partial<JobSetControllerProps> = {}, kubernetesVersion?: string) {
  const chart = operators('jobs', kubernetesVersion);
  new JobSetController(chart, 'jobset', { version: '0.12.0', ...BY.argoCd, ...props });
  return chart;
}

/** The one file of a release, as config/default of the project makes it. */
function release(image = 'registry.k8s.io/jobset/jobset:v0.12.0'): Record<string, any[]> {
  const metadata = (name: string) => ({ name: `jobset-${name}`, namespace: 'jobset-system' });
  return {
    'manifests.yaml': [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'jobset-system' } },
      ...JOBSET.definitions.map((name) => definition(name, { versions: [{ ...definition(name).spec.versions[0], name: 'v1alpha2' }] })),
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadata('controller-manager') },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: metadata('manager-config'), data: { 'controller_manager_config.yaml': 'kind: Configuration\ninternalCertManagement:\n  enable: true\n' } },
      { apiVersion: 'v1', kind: 'Secret', metadata: metadata('webhook-server-cert') },
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: metadata('controller-manager'),
        spec: {
          replicas: 1,
          selector: { matchLabels: { 'control-plane': 'controller-manager' } },
          template: {
            metadata: { labels: { 'control-plane': 'controller-manager' } },
            spec: { serviceAccountName: 'jobset-controller-manager', containers: [{ name: 'manager', image, args: ['--config=/controller_manager_config.yaml'] }] },
          },
        },
      },
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingWebhookConfiguration',
        metadata: { name: 'jobset-validating-webhook-configuration' },
        webhooks: [{ name: 'vjobset.kb.io', clientConfig: { service: { name: 'jobset-webhook-service', namespace: 'jobset-system', path: '/validate' } }, failurePolicy: 'Fail', sideEffects: 'None', admissionReviewVersions: ['v1'] }],
      },
    ],
  };
}

test('by Argo CD, as the project has it', () => {
  expect(asked().toJson()[0].spec.source).toEqual({
    repoURL: 'oci://registry.k8s.io/jobset/charts/jobset', path: '.', targetRevision: '0.12.0', helm: { releaseName: 'jobset', valuesObject: {} },
  });
});

test('by Helm with everything that its chart has a place for', () => {
  const { labels: _, priorityClass: __, ...pods } = EVERYTHING;
  expect(valuesOf(asked({ ...BY.flux, replicas: 2, resources: { memory: { limit: Size.gibibytes(1) } }, imageRegistry: 'registry.example.com', pods }))).toMatchSnapshot();
});

test('what the chart has no place for is refused', () => {
  expect(() => asked({ pods: { labels: { team: 'a' } } })).toThrow('operators/jobset: pods.labels: got {"team":"a"}, expected none: the chart has no place for it; leave it away');
});

test('from a vendored release, in the namespace that is told', async () => {
  const install = OperatorInstall.vendored({ folder: await vendored({ 'jobset@0.12.0': release() }) });
  const objects = asked({ install, replicas: 2 }).toJson();
  expect(JSON.stringify(objects)).not.toContain('jobset-system');
  expect(objects.map(({ kind }) => kind).sort()).toEqual([
    'ConfigMap', 'CustomResourceDefinition', 'Deployment', 'NetworkPolicy', 'PodDisruptionBudget', 'Secret', 'ServiceAccount', 'ValidatingWebhookConfiguration',
  ]);
  expect(objects.find(({ kind }) => kind === 'Secret').data).toBeUndefined();
});

test('a Kubernetes that it was not made for is refused', () => {
  expect(() => asked({}, '1.31')).toThrow('operators/jobset: kubernetesVersion: got 1.31, expected 1.32 or later, the least that JobSetController 0.12.0 supports');
});

test('one that somebody else installs is known', () => {
  const operator = JobSetController.existing({ version: '0.12.0' });
  expect([operator.operatorName, operator.version, operator.namespaceName]).toEqual(['jobset', '0.12.0', 'jobset-system']);
});
