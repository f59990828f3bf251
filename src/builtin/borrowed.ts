import { dirname } from 'path';
import { BorrowedFilePlan, ComponentPlan } from '../plan';
import { literal } from './command';
import { containerSecurity } from './pod-security';
import { smallResources } from './prepare-container';
import { bytes } from './quantity';

/*
 * Files from other images. Not in the folder in memory: agents of a runtime have tens of megabytes, which would count against the
 * memory of the container.
 */

/** More than any agent has, and little for a node. */
const MOST_BYTES = 64 * 1024 * 1024;

export function borrowedVolume({ name }: BorrowedFilePlan): any {
  return { name, emptyDir: { sizeLimit: bytes(MOST_BYTES) } };
}

export function borrowedMount({ name, path }: BorrowedFilePlan): any {
  return { name, mountPath: dirname(path), readOnly: true };
}

/** Copies the file, with the image that has it. After a restart of the node it runs again, and finds its copy, perhaps write-protected: `-f`. */
export function borrowingContainer(component: ComponentPlan, { name, image, source, path }: BorrowedFilePlan): any {
  return {
    name,
    image,
    command: ['cp', '-f', source, path].map(literal),
    resources: smallResources(component),
    securityContext: containerSecurity(),
    volumeMounts: [{ name, mountPath: dirname(path) }],
  };
}
