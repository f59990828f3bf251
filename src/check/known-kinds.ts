import { Change, World } from './change';
import { isUnder } from './path';
import { Judgement } from './rules/rule-definition';
import { kindOf, KubeObject } from '../manifests/kube-object';
import { Effect, KnownKind } from '../operators/known-kind';
import { KNOWN_KINDS } from '../operators/known-kinds';

/** What is known of the changes of an operator's kind. */
export function knownKind(object: KubeObject): KnownKind | undefined {
  const kind = kindOf(object);
  return Object.hasOwn(KNOWN_KINDS, kind) ? KNOWN_KINDS[kind] : undefined;
}

/** The differences that have an effect, as the operator that the object is for says. */
export function having(effect: Effect, { before, after }: Change, open: Change['differences'], { previous, next }: World): Judgement[] {
  if (!after) return [];
  const told = (knownKind(after)?.consequences?.(before, after, { previous, next }) ?? []).filter((one) => one.effect === effect);
  return open.flatMap((field) => {
    const todos = told.filter(({ path }) => isUnder(path, field.path) || isUnder(field.path, path)).map(({ todo }) => todo);
    return todos.length > 0 ? [{ ...field, todo: [...new Set(todos)].join('. ') }] : [];
  });
}
