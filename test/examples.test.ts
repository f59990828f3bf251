import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parseAllDocuments, stringify } from 'yaml';

const examples = join(__dirname, '..', 'examples');
const names = readdirSync(examples).filter((name) => existsSync(join(examples, name, 'main.ts')));

/** Runs a program the way the CLI does and returns its files by name. */
function synth(name: string): Record<string, string> {
  const out = mkdtempSync(join(tmpdir(), 'cdk8s-data-'));
  process.env.CDK8S_OUTDIR = out;
  try {
    jest.isolateModules(() => jest.requireActual(join(examples, name, 'main.ts')));
    return Object.fromEntries(readdirSync(out).sort().map((file) => [file, readFileSync(join(out, file), 'utf8')]));
  } finally {
    delete process.env.CDK8S_OUTDIR;
    rmSync(out, { recursive: true });
  }
}

/** Scripts are left out: they stand in src/ as they are, with tests of their own, and a hash of them is in the pods' template. */
function readable(yaml: string): string {
  return parseAllDocuments(yaml).map((document) => {
    const object: any = document.toJS();
    for (const file of Object.keys(object.kind === 'ConfigMap' ? object.data : {})) {
      if (/\.(sh|awk|yaml|txt)$/.test(file)) object.data[file] = '(left out)';
    }
    return stringify(object, { lineWidth: 0 });
  }).join('---\n');
}

describe.each(names)('example %s', (name) => {
  for (const [file, yaml] of Object.entries(synth(name))) {
    test(`${file} is as recorded`, () => expect(readable(yaml)).toMatchSnapshot());
  }
});
