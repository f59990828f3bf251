// The manifests of the examples, made by their own programs.
import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { Yaml } from 'cdk8s';
import { KubeObject } from '../kubernetes/api';

export const EXAMPLES = path.join(__dirname, '../../examples');

/** Not for an API server alone: Argo CD's own objects; and namespaces, which the suite makes. */
const LEFT_OUT = ['Application', 'Namespace'];

/** The first minor of Kubernetes that knows all fields of an object: programs that declare a newer one use them. */
export function sinceMinor({ kind, apiVersion, spec }: KubeObject): number {
  return apiVersion === 'batch/v1' && kind === 'Job' && spec?.successPolicy ? 31 : 0;
}

export interface Example { readonly name: string; readonly objects: KubeObject[] }

/** Every example in TypeScript. Python's bytes are the same as those of its twin, which another check holds. */
export function examples(scratch: string): Example[] {
  return fs.readdirSync(EXAMPLES).filter((name) => fs.existsSync(path.join(EXAMPLES, name, 'main.ts'))).map((name) => {
    const { objects } = example(name, scratch);
    return { name, objects: objects.filter(({ kind }) => !LEFT_OUT.includes(kind)) };
  });
}

/** One of them, whole. */
export function example(name: string, scratch: string): Example {
  const out = path.join(scratch, name);
  execFileSync(process.execPath, ['--import', 'tsx', path.join(EXAMPLES, name, 'main.ts')], {
    cwd: path.join(__dirname, '../..'), env: { ...process.env, CDK8S_OUTDIR: out, TSX_TSCONFIG_PATH: 'conformance/tsconfig.json' },
  });
  const objects = fs.readdirSync(out).sort().flatMap((file) => Yaml.load(path.join(out, file)) as KubeObject[]);
  return { name, objects };
}
