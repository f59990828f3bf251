// Writes docs/changes.md from the rules: `npx tsx build/changes-md.ts`. A test holds the committed file against it.
import { writeFileSync } from 'fs';
import { join } from 'path';
import { anchor, head, row } from './markdown';
import { USAGE } from '../src/check/arguments';
import { CLASSES, ChangeClass, stops } from '../src/check/change-class';
import { RULES } from '../src/check/rules';

const MEANING: Record<ChangeClass, string> = {
  [ChangeClass.IN_PLACE]: 'no data is lost, and no pod that is kept restarts',
  [ChangeClass.ROLLING_RESTART]: 'pods are stopped and started again, in the order of their update',
  [ChangeClass.DATA_MOVEMENT]: 'data is copied between members',
  [ChangeClass.TWO_STEPS]: 'safe only as two changes, with something done or seen between them',
  [ChangeClass.FORBIDDEN]: 'the API server refuses it',
  [ChangeClass.DESTROYS_DATA]: 'something that holds data goes, or can\'t be found again',
};

export function changesMarkdown(): string {
  const worstFirst = [...CLASSES].reverse();
  return [
    '# Changes',
    '',
    'Made by `npx tsx build/changes-md.ts`; edit `src/check/rules/` instead.',
    '',
    'Synth has no memory: it can\'t know that there were five members yesterday. This command has. It compares the manifests that were just',
    'synthesized with those of before, and says of each change what it does when it is applied. It reads YAML and JSON, whoever wrote it.',
    '',
    '```sh',
    'git worktree add --detach ../deployed origin/main',
    'npx cdk8s synth',
    'npx cdk8s-data check --previous ../deployed/dist',
    '```',
    '',
    '```text',
    USAGE.trimEnd(),
    '```',
    '',
    'Both folders are read with all that is below them: files that end in `.yaml`, `.yml` or `.json`, with any number of documents, lists unfolded. An object',
    'that is in the first and not in the second counts as deleted, for whatever prunes will delete it. A template, a document that is no object and an object',
    'without a name are passed over and named at the end. A file that can\'t be parsed, and two manifests for one object, are errors. So is one folder for both.',
    '',
    '## Classes',
    '',
    ...head('class', 'what happens', 'exit code'),
    ...worstFirst.map((of) => row(of, MEANING[of], stops(of) ? '1' : '0')),
    '',
    '## Rules',
    '',
    'Each changed field goes to the first rule that recognizes it. `--allow <id>` lets the findings of a rule through: they are still shown.',
    '',
    ...head('id', 'class', 'what it proves', 'source'),
    ...worstFirst.flatMap((of) => RULES.filter((rule) => rule.class === of)).map((rule) =>
      row(anchor(rule.id), rule.class, rule.proves, rule.source)),
    '',
    '## What the manifests say for it',
    '',
    'A StatefulSet of this library carries what a comparison can\'t see otherwise. Others may carry it too.',
    '',
    ...head('annotation', 'says'),
    row('`cdk8s-data/draining`', 'ordinals of the members that are being emptied, `3,4`: only they may be taken away in a later change'),
    row('`cdk8s-data/version`', 'the version of the binaries'),
    row('`cdk8s-data/state-version`', 'the version of what members keep, where it is raised apart from the binaries: Kafka\'s metadata version'),
    '',
    '`guards: { scaleIn: true }` of a cluster lets the API server refuse what `change/scale-in` finds, `kubectl scale` included.',
    '',
    'With the label `app.kubernetes.io/name` a system is found, and with it the steps between versions that it supports (`src/cluster/transitions.ts`).',
    '',
    "## Tried on others' manifests",
    '',
    'Read, compared with nothing, with themselves and with other numbers, texts and lists in them, without a crash: 1836 files with 1978 objects of',
    "kubernetes/examples, kube-prometheus, Strimzi, RabbitMQ's operator, Argo CD's examples, external-dns, and the controllers of AWS and Azure. Two files",
    'were refused, and rightly: they are neither YAML nor JSON. And between two of their versions:',
    '',
    ...head('installation', 'said'),
    row('Strimzi, end of June 2025 to August 2026', 'needs two steps: ten definitions no longer serve the versions that objects are stored in (`change/resource-versions`)'),
    row('kube-prometheus, end of June 2023 to August 2026', 'rolling restarts of six workloads, together with the ConfigMaps that they read; nothing stops it'),
    '',
    '## JSON',
    '',
    ...head('field', 'holds'),
    row('`format`', '1. Another number where a reader of this one would be misled; new fields may come without it'),
    row('`previous`, `next`', 'the folders, as they were named'),
    row('`exitCode`', '0 or 1'),
    row('`worst`', 'the worst class of what was not let through, or null'),
    row('`findings[].object`', '`apiVersion`, `kind`, `name`, and `namespace` where it has one'),
    row('`findings[].path`', 'the field, `spec.template.spec.containers[broker].image`; empty for an object that came or went'),
    row('`findings[].class`, `.rule`', 'as above'),
    row('`findings[].was`, `.is`', 'the values; left out where absent; `present` for a whole object; `(hidden)` in Secrets'),
    row('`findings[].todo`', 'why, and what to do; left out where nothing is to be done'),
    row('`findings[].allowed`', 'whether it was let through'),
    row('`notes[]`', 'what was passed over: `file`, `line`, `text`'),
    '',
    'Errors (exit code 2) are one line of text on the standard error.',
    '',
  ].join('\n');
}

if (require.main === module) {
  writeFileSync(join(__dirname, '../docs/changes.md'), changesMarkdown());
}
