import { readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { folderWith, strimzi, vendored } from './stand-ins';
import { STRIMZI } from '../../../src/operators/strimzi/release';
import { readRelease } from '../../../src/operators/vendor/release';

let folder: string;
beforeEach(async () => { folder = await vendored({ 'strimzi@1.2.0': strimzi() }); });

const read = (version = '1.2.0', from = folder) => readRelease('app/strimzi', STRIMZI, version, from);
const lock = () => join(folder, 'cdk8s-data.lock.json');

test('a release is read by its parts', () => {
  const { definitions, rights, controller, webhooks } = read();
  expect([definitions, rights, controller, webhooks].map((objects) => objects.length)).toEqual([10, 7, 2, 0]);
});

test('a changed byte is an error that names the file, what it was, what it is, and what to do', () => {
  const file = join(folder, 'strimzi/1.2.0/rights.yaml');
  read(); // also where the program has read it before
  writeFileSync(file, readFileSync(file, 'utf8').replace('list', 'get '));
  expect(() => read()).toThrow(new RegExp(`^app/strimzi: ${file}: got sha256 [0-9a-f]{64}, expected [0-9a-f]{64}, as it was vendored; .*, or run npx cdk8s-data vendor strimzi@1.2.0 --to ${folder}$`));
});

test('a line end that git changed is one too', () => {
  const file = join(folder, 'strimzi/1.2.0/controller.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', '\r\n'));
  expect(() => read()).toThrow('controller.yaml: got sha256');
});

test('a missing file is an error', () => {
  rmSync(join(folder, 'strimzi/1.2.0/definitions.yaml'));
  expect(() => read()).toThrow(/definitions.yaml: got no such file, expected the part of strimzi 1.2.0 that the lock names; take it from git, or run npx/);
});

test('a missing lock is an error with the command that makes it', () => {
  expect(() => read('1.2.0', join(folder, 'elsewhere'))).toThrow(/vendored release: got no .*elsewhere\/cdk8s-data.lock.json, expected the lock of strimzi 1.2.0; run npx cdk8s-data vendor strimzi@1.2.0 --to /);
  const home = process.cwd();
  process.chdir(folderWith({}));
  try {
    expect(() => read('1.2.0', 'vendor')).toThrow('got no vendor/cdk8s-data.lock.json, expected the lock of strimzi 1.2.0; run npx cdk8s-data vendor strimzi@1.2.0');
  } finally {
    process.chdir(home);
  }
});

test('a lock of another version is an error that names it', () => {
  expect(() => read('1.3.0')).toThrow(/got strimzi 1.2.0, expected strimzi 1.3.0; write version: '1.2.0', or run npx cdk8s-data vendor strimzi@1.3.0/);
});

test('a lock without the operator is an error', async () => {
  const { releases, ...rest } = JSON.parse(readFileSync(lock(), 'utf8'));
  writeFileSync(lock(), JSON.stringify({ ...rest, releases: releases.map((release: any) => ({ ...release, operator: 'other' })) }));
  expect(() => read()).toThrow(/got nothing of strimzi, expected strimzi 1.2.0; run npx/);
});

test.each([['{', 'got '], ['{"format":9}', 'got format 9'], ['{"format":1,"releases":[{}]}', 'got no list of releases']])('a lock that says %s is an error', (text, error) => {
  writeFileSync(lock(), text);
  expect(() => read()).toThrow(error);
  expect(() => read()).toThrow('expected the lock that cdk8s-data vendor writes; take it from git, or remove it and run npx');
});

test('definitions that no longer serve what this library writes are an error', () => {
  const ahead = { ...STRIMZI, writtenAs: { 'kafkas.kafka.strimzi.io': 'v2' } };
  expect(() => readRelease('app/strimzi', ahead, '1.2.0', folder)).toThrow(
    "app/strimzi: CustomResourceDefinition kafkas.kafka.strimzi.io of strimzi 1.2.0: got the served versions v1, expected v2 among them, in which this library writes; write version: '1.2.0'",
  );
});
