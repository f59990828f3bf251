import { badness, ChangeClass, stops } from './change-class';
import { Finding } from './compare';
import { RULES } from './rules';
import { wrong } from '../manifests/usage-error';

/** A finding, and whether it was let through. */
export interface Judged extends Finding {
  readonly allowed: boolean;
}

/** What the command answers. */
export interface Verdict {
  readonly findings: Judged[];
  /** Of those that were not let through; undefined where there is none. */
  readonly worst?: ChangeClass;
  /** 0 or 1. */
  readonly exitCode: number;
  /** Rules that were to be let through and found nothing. */
  readonly needless: string[];
}

/** `allowed`: ids of rules that are let through. */
export function verdictOf(found: Finding[], allowed: string[]): Verdict {
  const unknown = allowed.find((id) => !RULES.some((rule) => rule.id === id));
  if (unknown !== undefined) {
    wrong('--allow', 'rule', `'${unknown}'`, `the id of a rule: ${RULES.map(({ id }) => id).sort().join(', ')}`, 'copy the id from the finding');
  }
  const findings = found.map((finding) => ({ ...finding, allowed: allowed.includes(finding.rule) }));
  const counting = findings.filter((finding) => !finding.allowed).map((finding) => finding.class);
  const worst = counting.reduce<ChangeClass | undefined>((most, one) => most === undefined || badness(one) > badness(most) ? one : most, undefined);
  return {
    findings,
    worst,
    exitCode: worst !== undefined && stops(worst) ? 1 : 0,
    needless: [...new Set(allowed)].filter((id) => !found.some((finding) => finding.rule === id)),
  };
}
