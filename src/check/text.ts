import { PRESENT } from './change';
import { badness, CLASSES } from './change-class';
import { Judged, Verdict } from './verdict';
import { count } from '../contract/words';
import { nameText } from '../manifests/kube-object';
import { Note } from '../manifests/manifests';

/** More of a kind are counted, not listed. */
const MOST_FIELDS = 5;
const MOST_NOTES = 10;
const MOST_LINES = 2;
const WIDTH = 60;

/** The verdict for a person: by object, worst first. */
export function text(verdict: Verdict, notes: Note[]): string {
  const blocks = together(verdict.findings, ({ object }) => `${object.apiVersion} ${nameText(object)}`).map(objectText);
  return [
    ...blocks,
    ...notes.length > 0 ? [noteText(notes)] : [],
    ...verdict.needless.map((id) => `--allow ${id}: nothing to let through\n`),
    `${summary(verdict)}\n`,
  ].join(blocks.length > 0 ? '\n' : '');
}

/** Neighbours of one kind, in their order. */
function together(findings: Judged[], kind: (finding: Judged) => string): Judged[][] {
  const groups = new Map<string, Judged[]>();
  for (const finding of findings) groups.set(kind(finding), [...groups.get(kind(finding)) ?? [], finding]);
  return [...groups.values()];
}

function objectText(findings: Judged[]): string {
  const parts = together(findings, ({ rule, todo, path }) => JSON.stringify([rule, todo, path === '']));
  return `${nameText(findings[0].object)}\n${parts.map(partText).join('')}`;
}

function partText(findings: Judged[]): string {
  const [{ class: of, rule, allowed, todo, path }] = findings;
  const whole = path === '' ? `: ${findings[0].is === PRESENT ? 'added' : 'removed'}` : '';
  const fields = path === '' ? [] : findings.slice(0, MOST_FIELDS).map((finding) => `    ${finding.path}: ${step(finding.was, finding.is)}\n`);
  return [
    `  ${of}${allowed ? ', let through' : ''}${whole} (${rule})\n`,
    ...fields,
    ...findings.length > MOST_FIELDS ? [`    and ${count(findings.length - MOST_FIELDS, 'more field')}\n`] : [],
    ...todo === undefined ? [] : [`    -> ${todo}\n`],
  ].join('');
}

/** What changed of a value: of a long text only the lines. */
function step(was: unknown, is: unknown): string {
  const [before, after] = [linesOf(was), linesOf(is)];
  if (before.length < 2 && after.length < 2) return `${short(was)} -> ${short(is)}`;
  const gone = before.filter((line) => !after.includes(line));
  const come = after.filter((line) => !before.includes(line));
  const shown = [...sample(gone, 'without'), ...sample(come, 'with')];
  return shown.length > 0 ? shown.join(', ') : 'its lines in another order';
}

function linesOf(value: unknown): string[] {
  return typeof value === 'string' ? value.replace(/\n$/, '').split('\n') : [];
}

function sample(lines: string[], word: string): string[] {
  const shown = lines.slice(0, MOST_LINES).map((line) => cut(JSON.stringify(line.trim())));
  const more = lines.length > MOST_LINES ? [`${lines.length - MOST_LINES} more`] : [];
  return lines.length > 0 ? [`${word} ${[...shown, ...more].join(' and ')}`] : [];
}

function short(value: unknown): string {
  if (value === undefined) return 'nothing';
  return cut(typeof value === 'string' && value !== '' ? value.replace(/\n/g, '\\n') : JSON.stringify(value));
}

function cut(value: string): string {
  return value.length > WIDTH ? `${value.slice(0, WIDTH - 4)} ...` : value;
}

function noteText(notes: Note[]): string {
  const shown = notes.slice(0, MOST_NOTES).map(({ file, line, text: words }) => `  ${file}:${line}: ${words}\n`);
  const more = notes.length > MOST_NOTES ? [`  and ${notes.length - MOST_NOTES} more\n`] : [];
  return `not compared, or not as it stands\n${[...shown, ...more].join('')}`;
}

function summary({ findings, worst, exitCode }: Verdict): string {
  if (findings.length === 0) return 'nothing changes';
  const counted = [...CLASSES].sort((a, b) => badness(b) - badness(a))
    .map((of) => [of, findings.filter((finding) => finding.class === of)] as const)
    .filter(([, of]) => of.length > 0)
    .map(([of, those]) => `${those.length} ${of}${those.every(({ allowed }) => allowed) ? ' (let through)' : ''}`);
  const end = exitCode === 0 ? 'can be applied as it is' : `not to be applied as it is: ${worst}`;
  return `${counted.join(', ')}\n${end}`;
}
