import { Construct, IConstruct } from 'constructs';
import { IInstalledOperator } from './installed-operator';
import { message } from '../contract/message';

/** Who is in charge of what, by the app, which is one Kubernetes cluster. */
interface Charge {
  readonly path: string;
  readonly operator: IInstalledOperator;
  /** Of a cluster: where it is. */
  readonly namespaceName?: string;
}

const charges = new WeakMap<IConstruct, Charge[]>();

/** Says that an app installs an operator. */
export function installs(scope: Construct, operator: IInstalledOperator): void {
  add(scope, { path: scope.node.path, operator });
}

/** Says that an operator runs what is in a namespace: no other one of its kind may see it. They may be declared in any order. */
export function isRunBy(scope: Construct, operator: IInstalledOperator, namespaceName: string): void {
  const { path, root } = scope.node;
  add(scope, { path, operator, namespaceName });
  scope.node.addValidation({
    validate: () => {
      const other = charges.get(root)!.find((one) => one.path !== path && sees(one, namespaceName) && isAnother(one.operator, operator));
      return other ? [message({
        path,
        what: 'operator',
        got: `${shown(operator)}, and ${other.path} has ${shown(other.operator)}, which watches ${namespaceName} too`,
        expected: 'one for each namespace: two undo what the other does',
        change: 'give both the same operator, or let one watch other namespaces',
      }).replace(`${path}: `, '')] : [];
    },
  });
}

function add(scope: Construct, charge: Charge): void {
  const { root } = scope.node;
  charges.set(root, [...charges.get(root) ?? [], charge]);
}

function sees({ operator, namespaceName }: Charge, where: string): boolean {
  return namespaceName === undefined ? operator.watchedNamespaces?.includes(where) ?? true : namespaceName === where;
}

/** What is told of one that is there already may be the one that the app installs. */
function isAnother(one: IInstalledOperator, other: IInstalledOperator): boolean {
  return one.operatorName === other.operatorName && (one.version !== other.version || one.namespaceName !== other.namespaceName);
}

function shown({ operatorName, version, namespaceName }: IInstalledOperator): string {
  return `${operatorName} ${version} in ${namespaceName}`;
}
