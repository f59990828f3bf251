import { BuiltinWorkload } from './builtin-workload';
import { Mechanism } from '../mechanism/mechanism';

/** Kubernetes' own objects, and nothing that has to be installed before. */
export const BUILTIN: Mechanism = {
  name: 'built-in objects',
  issuesCertificates: false,
  render: (scope, plan) => new BuiltinWorkload(scope, plan),
};
