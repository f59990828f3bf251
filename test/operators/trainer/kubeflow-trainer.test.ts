import { Size } from 'cdk8s';
import { JobSetController, KubeflowTrainer, KubeflowTrainerProps } from '../../../src';
import { BY, EVERYTHING, operators, valuesOf } from '../in-the-cluster';

function asked(props: Partial<KubeflowTrainerProps> = {}, kubernetesVersion?: string) {
  const chart = operators('training', kubernetesVersion);
  new KubeflowTrainer(chart, 'trainer', { version: '2.3.0', ...BY.argoCd, ...props });
  return chart;
}

test('by Argo CD, as the project has it: with the controller of JobSets, and without runtimes', () => {
  expect(asked().toJson()[0].spec.source).toEqual({
    repoURL: 'oci://ghcr.io/kubeflow/charts/kubeflow-trainer', path: '.', targetRevision: '2.3.0', helm: { releaseName: 'trainer', valuesObject: {} },
  });
});

test('with a controller of JobSets that is there, its chart brings none', () => {
  expect(valuesOf(asked({ jobSet: JobSetController.existing({ version: '0.12.0' }) }))).toEqual({ jobset: { install: false } });
});

test('by Helm with everything that its chart has a place for', () => {
  const { priorityClass: _, ...pods } = EVERYTHING;
  expect(valuesOf(asked({
    ...BY.flux, replicas: 2, resources: { memory: { limit: Size.gibibytes(1) } }, imageRegistry: 'registry.example.com', jobSet: JobSetController.existing({ version: '0.12.0' }), pods,
  }))).toMatchSnapshot();
});

test('images of a registry of one\'s own need a controller of JobSets that is there', () => {
  expect(() => asked({ imageRegistry: 'registry.example.com' })).toThrow(
    "operators/trainer: imageRegistry: got 'registry.example.com', expected none, or a jobSet: the image of the controller that its chart brings along is not moved; write jobSet: new JobSetController(...)",
  );
});

test('what the chart has no place for is refused', () => {
  expect(() => asked({ pods: { priorityClass: 'e' } })).toThrow('operators/trainer: pods.priorityClass: got "e", expected none: the chart has no place for it; leave it away');
});

test('a Kubernetes that it was not made for is refused', () => {
  expect(() => asked({}, '1.30')).toThrow('operators/trainer: kubernetesVersion: got 1.30, expected 1.31 or later, the least that KubeflowTrainer 2.3.0 supports');
});
