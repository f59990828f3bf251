// examples/own-operator as it stands: its manifests, and where its controller's source is.
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { example, EXAMPLES } from '../api/examples';
import { KubeObject } from '../kubernetes/api';

export const OWN_OPERATOR = 'own-operator';
export const CONTROLLER = path.join(EXAMPLES, OWN_OPERATOR, 'controller');

/** What `cdk8s synth` writes. */
export function manifests(): KubeObject[] {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'conformance-own-operator-'));
  try {
    return example(OWN_OPERATOR, scratch).objects;
  } finally {
    fs.rmSync(scratch, { recursive: true });
  }
}
