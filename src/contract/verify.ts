import { message } from './message';
import { nearest } from './nearest';
import { RULES } from './rules';
import { WorkloadPlan } from '../plan';
import { RuleDefinition } from './rules/rule-definition';

/** What the rules say of a plan, in lines for a person. */
export interface Verdict {
  /** Broken rules that nobody accepted, and accepted risks that name no rule. */
  readonly errors: string[];
  /** Accepted risks that the plan doesn't need. */
  readonly warnings: string[];
}

/**
 * Holds a plan against the rules.
 *
 * @param plan the plan
 * @param path the construct's path, for the messages
 * @param rules the rules that there are
 */
export function verify(plan: WorkloadPlan, path: string, rules: RuleDefinition[] = RULES): Verdict {
  const dangling = danglingNames(plan, path);
  // Rules count the pods that groups and budgets name: with a wrong name they would count the wrong ones.
  if (dangling.length > 0) { return { errors: dangling, warnings: [] }; }

  const accepted = new Set(plan.acceptedRisks.map((risk) => risk.rule));
  const broken = rules.map((rule) => ({ rule, findings: rule.check(plan) })).filter(({ findings }) => findings.length > 0);
  const brokenIds = new Set(broken.map(({ rule }) => rule.id));
  const known = new Set(rules.map((rule) => rule.id));

  return {
    errors: [
      ...[...accepted].filter((id) => !known.has(id)).map((id) => unknownRisk(path, id, [...known])),
      ...broken.filter(({ rule }) => !accepted.has(rule.id)).flatMap(({ rule, findings }) => findings.map((finding) =>
        `${message({ path, what: rule.id, ...finding, change: plan.changes?.[rule.id] ?? finding.change })}, or accept it: Risk.accept(${constantOf(rule.id)}, 'why')`)),
    ],
    warnings: [...accepted].filter((id) => known.has(id) && !brokenIds.has(id)).map((id) => message({
      path,
      what: 'acceptedRisks',
      got: `'${id}'`,
      expected: 'a rule that is broken here, and this one is kept',
      change: 'remove it, unless the same program needs it elsewhere',
    })),
  };
}

/** How a rule is written in a program: `Rule.STORAGE_DURABLE`. */
export function constantOf(id: string): string {
  const known = RULES.some((rule) => rule.id === id);
  return known ? `Rule.${id.toUpperCase().replace(/[/-]/g, '_')}` : `Rule.of('${id}')`;
}

function danglingNames(plan: WorkloadPlan, path: string): string[] {
  const names = plan.components.map((component) => component.name);
  const users = [
    ...plan.groups.map((group) => ({ what: `group ${group.name}`, components: group.components })),
    ...plan.budgets.map((budget, i) => ({ what: `budget ${i + 1}`, components: budget.components })),
    ...plan.endpoints.map((endpoint) => ({ what: `endpoint ${endpoint.name}`, components: [endpoint.component] })),
  ];
  return users.flatMap(({ what, components }) => components.filter((name) => !names.includes(name)).map((name) => message({
    path,
    what,
    got: `component '${name}'`,
    expected: `one of ${names.join(', ')}`,
    change: `mend the plan: it has no component '${name}'`,
  })));
}

function unknownRisk(path: string, id: string, known: string[]): string {
  const { word } = nearest(id, known);
  return message({
    path,
    what: 'acceptedRisks',
    got: `'${id}'`,
    expected: 'the id of a rule',
    change: `did you mean ${constantOf(word)}, '${word}'?`,
  });
}
