import { Cel, readCel } from './cel';
import { Unread } from './cel-token';
import { Estimate } from './estimate';
import { shown } from './fit';
import { rulesOf } from './rules';
import { Schema } from './schema';
import { SchemaRule } from './schema-options';
import { bound, isVisible, leastBytes, REQUEST_BYTES, word } from './sizes';
import { Place, places } from './walk';

/*
 * What the API server estimates before it takes a definition, from below: what it leaves out here costs nothing. So what is over
 * the limit here is over it there, and not the other way round.
 * Sources: k8s.io/apiextensions-apiserver v0.36.3, pkg/apis/apiextensions/validation (validation.go, cel_validation.go: cardinality and
 * limits); k8s.io/apiserver, pkg/cel/common/schemas.go (sizes); github.com/google/cel-go v0.26.0, checker/cost.go (costs). Older versions
 * (v0.28.15) estimate the same or more.
 */

const RULE_LIMIT = 10_000_000;
const ALL_LIMIT = 100_000_000;

/** What an expression says wrongly, or costs too much. */
export interface RuleFinding {
  readonly path: string;
  /** The rule, or its message. */
  readonly what: string;
  readonly got: string;
  readonly expected: string;
  readonly change: string;
}

const BLIND = {
  got: 'a rule on free JSON', expected: 'a rule on what the schema describes: rules see nothing else', change: 'describe the field, or check it in the controller',
};

/** An expression that the API server compiles. */
interface Expression {
  readonly place: Place;
  readonly what: string;
  readonly text: string;
  readonly type: 'boolean' | 'text';
  /** How often it may be evaluated for one object; `missing` would limit it. */
  readonly times: { readonly count: number; readonly missing: string[] };
}

/** All rules of a schema and their messages, as if the API server estimated them. */
export function ruleFindings(root: Schema, path: string): RuleFinding[] {
  let all = 0;
  const dear: string[] = [];
  const findings = places(root, path).flatMap((place) => rulesOf(place.schema).flatMap((rule): RuleFinding[] => {
    if (!isVisible(place.schema)) return [{ path: place.path, what: `rule ${shown(rule.rule)}`, ...BLIND }];
    return expressionsOf(place, rule).flatMap((expression) => {
      const { cost, found } = estimated(expression);
      all += cost;
      if (cost >= ALL_LIMIT / 100) dear.push(place.path || 'the root');
      return found;
    });
  }));
  if (all <= ALL_LIMIT || findings.length > 0) return findings;
  return [{
    path,
    what: 'all rules together',
    got: `an estimated cost of at least ${Math.round(all).toLocaleString('en-US')}`,
    expected: `at most ${ALL_LIMIT.toLocaleString('en-US')}`,
    change: `lower maxItems, maxLength or maxProperties around ${[...new Set(dear)].join(', ')}`,
  }];
}

/** A message is not multiplied: it is made for the first value that is wrong. */
function expressionsOf(place: Place, { rule, messageExpression }: SchemaRule): Expression[] {
  const what = `rule ${shown(rule)}`;
  return [
    { place, what, text: rule, type: 'boolean', times: repetitions(place) },
    ...messageExpression === undefined ? [] : [{
      place, what: `${what}: messageExpression ${shown(messageExpression)}`, text: messageExpression, type: 'text' as const, times: { count: 1, missing: [] },
    }],
  ];
}

function estimated({ place, what, text, type, times }: Expression): { cost: number; found: RuleFinding[] } {
  let tree: Cel;
  try {
    tree = readCel(text);
  } catch (error) {
    if (!(error instanceof Unread)) throw error;
    const got = error.at >= text.length ? 'an expression that ends too early' : `${shown(text.slice(error.at, error.at + 12))} at character ${error.at + 1}`;
    const change = text[error.at] === '=' ? 'write ==' : /['"]/.test(text[error.at] ?? '') ? "end the text; for a backslash write r'\\d' or '\\\\d'" : 'complete it, or take that out';
    return { cost: 0, found: [{ path: place.path, what, got, expected: 'an expression of CEL', change }] };
  }
  const estimate = new Estimate(place);
  const once = estimate.cost(tree, estimate.scope);
  const cost = times.count === 0 ? 0 : once * times.count;
  const found = [...estimate.mistakes, ...estimate.mistyped(tree, type)].map((each) => ({ path: place.path, what, ...each }));
  if (cost <= RULE_LIMIT) return { cost, found };
  const missing = [...new Set([...times.missing, ...estimate.missing])];
  const endless = estimate.endless[0];
  return {
    cost,
    found: [...found, {
      path: place.path,
      what,
      got: endless === undefined ? `an estimated cost of at least ${Math.round(cost).toLocaleString('en-US')}` : `${endless}, whose length the API server takes for endless`,
      expected: `${endless === undefined ? '' : 'an estimated cost of '}at most ${RULE_LIMIT.toLocaleString('en-US')}`,
      change: endless !== undefined ? "write it without +, like 'got %d'.format([self.replicas])"
        : missing.length > 0 ? `give ${missing.join(', ')}` : 'lower the limits of what it walks over, or make it simpler',
    }],
  };
}

/** How often the place may be in one object. Without a limit somewhere above: as often as a request has room for. */
function repetitions(place: Place): { count: number; missing: string[] } {
  const counted = place.above.filter(({ schema }) => schema._shape.items);
  const missing = counted.filter(({ schema }) => bound(schema) === undefined).map((each) => `${word(each.schema)} to ${each.path}`);
  if (missing.length > 0) return { count: Math.floor(REQUEST_BYTES / (leastBytes(place.schema) + 1)), missing };
  return { count: counted.reduce((product, { schema }) => product * bound(schema)!, 1), missing };
}
