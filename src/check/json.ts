import { Verdict } from './verdict';
import { Note } from '../manifests/manifests';

/** The form's number: it changes when a reader of the old one would be misled. */
const FORMAT = 1;

/** The verdict for a program; docs/changes.md describes it. */
export function json(verdict: Verdict, previous: string, next: string, notes: Note[]): string {
  return `${JSON.stringify({
    format: FORMAT,
    previous,
    next,
    exitCode: verdict.exitCode,
    worst: verdict.worst ?? null,
    findings: verdict.findings.map((finding) => ({
      object: finding.object,
      path: finding.path,
      class: finding.class,
      rule: finding.rule,
      was: finding.was,
      is: finding.is,
      todo: finding.todo,
      allowed: finding.allowed,
    })),
    notes,
  }, undefined, 2)}\n`;
}
