import { refuse } from '../contract/message';
import { ComponentPlan, WorkloadPlan } from '../plan';
import { Manifest } from './manifest';
import { partName, scaleInGuardName, workloadLabels } from './names';
import { DRAINING_ANNOTATION } from './remembered';

/*
 * The API server refuses to take members away that were not declared as draining before, whoever asks for it.
 * How it sees such requests: https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/ and, for /scale,
 * pkg/registry/apps/statefulset/storage/storage.go in Kubernetes: there it sees a Scale with the StatefulSet's name, and no labels or annotations.
 */

/** ValidatingAdmissionPolicy is in admissionregistration.k8s.io/v1 from Kubernetes 1.30 on. */
const LOWEST_MINOR = 30;

const API = 'admissionregistration.k8s.io/v1';

/** A list of numbers with commas between, whatever else stands there. */
const DRAINING = `(has(oldObject.metadata.annotations) && '${DRAINING_ANNOTATION}' in oldObject.metadata.annotations`
  + ` ? oldObject.metadata.annotations['${DRAINING_ANNOTATION}'] : '')`;

/** Each can name those before it. A Scale to no member at all has no `replicas`, and a request for the object itself no `subResource`. */
const VARIABLES: Record<string, string> = {
  throughScale: 'has(request.subResource) && request.subResource == \'scale\'',
  firstBefore: first('oldObject'),
  first: first('object'),
  endBefore: `variables.firstBefore + ${replicas('oldObject')}`,
  end: `variables.first + ${replicas('object')}`,
  draining: `${DRAINING}.split(',').map(o, o.trim()).filter(o, o.matches('^[0-9]+$')).map(o, int(o))`,
  // the first that goes, and after each that goes the next, until the last
  drained: 'variables.end in variables.draining'
    + ' && variables.draining.all(o, o < variables.end || o + 1 >= variables.endBefore || (o + 1) in variables.draining)',
};

function first(object: string): string {
  return `(has(${object}.spec.ordinals) && has(${object}.spec.ordinals.start) ? ${object}.spec.ordinals.start : 0)`;
}

function replicas(object: string): string {
  return `(has(${object}.spec.replicas) ? ${object}.spec.replicas : 0)`;
}

const STEPS = 'declare them as draining, apply, wait until nothing is left on them, and lower replicas in a later change';

const VALIDATIONS = [{
  expression: 'variables.first == variables.firstBefore',
  message: 'spec.ordinals can\'t be changed: members would go that nobody emptied',
}, {
  expression: '!variables.throughScale || variables.end >= variables.endBefore',
  message: `members are not taken away through /scale, which does not tell who is draining: in the manifests, ${STEPS}`,
}, {
  expression: 'variables.throughScale || variables.end >= variables.endBefore || variables.drained',
  messageExpression: '\'members from \' + string(variables.end) + \' on are to go, and the annotation '
    + `${DRAINING_ANNOTATION} of before lists \' + (size(variables.draining) == 0 ? 'none' : variables.draining.map(o, string(o)).join(', ')) + ': ${STEPS}'`,
}];

/** The policy for all components that drain first, and what puts it in force; nothing where there are none. */
export function scaleInGuard(path: string, plan: WorkloadPlan): Manifest[] {
  const guarded = plan.components.filter((component) => component.drainsFirst);
  if (guarded.length === 0) return [];
  checkVersion(path, plan, guarded);
  const name = scaleInGuardName(plan);
  const metadata = { name, labels: workloadLabels(plan) };
  return [{
    apiVersion: API,
    kind: 'ValidatingAdmissionPolicy',
    metadata,
    spec: {
      // what can't be told is refused
      failurePolicy: 'Fail',
      matchConstraints: {
        matchPolicy: 'Equivalent',
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': plan.namespaceName } },
        resourceRules: [{
          apiGroups: ['apps'],
          apiVersions: ['v1'],
          operations: ['UPDATE'],
          resourceNames: guarded.map((component) => partName(plan, component.name)),
          resources: ['statefulsets', 'statefulsets/scale'],
          scope: 'Namespaced',
        }],
      },
      validations: VALIDATIONS,
      variables: Object.entries(VARIABLES).map(([variable, expression]) => ({ name: variable, expression })),
    },
  }, {
    apiVersion: API,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata,
    spec: { policyName: name, validationActions: ['Deny'] },
  }];
}

function checkVersion(path: string, { site }: WorkloadPlan, guarded: ComponentPlan[]): void {
  if (site.kubernetesMinor >= LOWEST_MINOR) return;
  refuse({
    path,
    what: `guard of scale-in of ${guarded.map(({ name }) => name).join(' and ')}`,
    got: `Kubernetes 1.${site.kubernetesMinor}`,
    expected: `1.${LOWEST_MINOR} or later: no older API server has ValidatingAdmissionPolicy in ${API}`,
    change: `tell the platform's kubernetesVersion if it is 1.${LOWEST_MINOR} or later; else leave guards.scaleIn away, and run cdk8s-data check`,
  });
}
