export * from './kubeflow-trainer';
