import { Change, worldOf, World } from './change';
import { badness, ChangeClass } from './change-class';
import { Difference } from './difference';
import { isUnder, Path, pathText } from './path';
import { RULES } from './rules';
import { KubeObject, nameText, ObjectName } from '../manifests/kube-object';
import { RuleDefinition } from './rules/rule-definition';

/** A change, and what it does. */
export interface Finding {
  readonly object: ObjectName;
  /** Of the field. Nothing for an object that came or went. */
  readonly path: string;
  readonly class: ChangeClass;
  readonly rule: string;
  /** Undefined where it was absent. */
  readonly was?: unknown;
  /** Undefined where it is absent. */
  readonly is?: unknown;
  /** Why, and what to do. */
  readonly todo?: string;
}

/** Everything that differs between what was and what is: worst object first, and in each the worst first. */
export function compare(previous: KubeObject[], next: KubeObject[]): Finding[] {
  const world = worldOf(previous, next);
  return sorted(world.changes.flatMap((change) => judge(change, world)));
}

/** Each difference goes to the first rule that recognizes it. */
export function judge(change: Change, world: World, rules: RuleDefinition[] = RULES): Finding[] {
  let open = change.differences;
  return rules.flatMap((rule) => rule.judge(change, open, world).flatMap(({ path, was, is, todo }): Finding[] => {
    const left = open.filter((difference) => !isUnder(difference.path, path));
    if (left.length === open.length) return [];
    open = left;
    return [{ object: change.name, path: pathText(path), class: rule.class, rule: rule.id, ...shown(change, path, { was, is }), todo }];
  }));
}

const HIDDEN = '(hidden)';

/** What a Secret says is nobody's business. */
function shown({ kind }: Change, path: Path, { was, is }: { was?: unknown; is?: unknown }): Pick<Difference, 'is' | 'was'> {
  const hide = (value: unknown) => kind === 'Secret' && ['data', 'stringData'].includes(path[0]) && value !== undefined ? HIDDEN : value;
  return { was: hide(was), is: hide(is) };
}

function sorted(findings: Finding[]): Finding[] {
  const worst = new Map<string, number>();
  for (const { object, class: of } of findings) worst.set(id(object), Math.max(badness(of), worst.get(id(object)) ?? 0));
  const order = RULES.map(({ id: rule }) => rule);
  return findings.sort((a, b) => worst.get(id(b.object))! - worst.get(id(a.object))!
    || compareText(id(a.object), id(b.object))
    || badness(b.class) - badness(a.class)
    || order.indexOf(a.rule) - order.indexOf(b.rule)
    || compareText(a.path, b.path));
}

function id(name: ObjectName): string {
  return `${nameText(name)} ${name.apiVersion}`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
