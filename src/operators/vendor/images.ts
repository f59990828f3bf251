import { containersOf, flagOf, withContainers, withValues } from './containers';
import { CatalogueEntry } from './entry';
import { KubeObject } from '../../manifests/kube-object';
import { Fields, mapsOf } from '../../manifests/value';

/** An image by its parts: https://github.com/distribution/reference */
interface Image {
  /** Host and path. */
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

function parse(image: string): Image {
  const [, repository, tag, digest] = /^(.*?)(?::([\w][\w.-]*))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(image)!;
  return { repository, tag, digest };
}

/** Lines that name an image, each with an optional key in front: `4.3.1=quay.io/strimzi/kafka:1.2.0-kafka-4.3.1`. */
const LINE = /^(\s*(?:[\w.-]+=)?)(\S+)(\s*)$/;

function imagesIn(text: string): string[] {
  return text.split('\n').flatMap((line) => LINE.exec(line)?.[2] ?? []);
}

/** Every image that the objects name, wherever the operator keeps such names; sorted, each once. */
export function imagesOf(entry: CatalogueEntry, objects: KubeObject[]): string[] {
  const found = objects.flatMap(containersOf).flatMap((container) => [
    ...typeof container.image === 'string' ? [container.image] : [],
    ...mapsOf(container.env).flatMap(({ name, value }) => entry.imageVariables?.test(name) && typeof value === 'string' ? imagesIn(value) : []),
    ...argumentsOf(container).flatMap((argument) => {
      const given = flagOf(argument);
      return given && entry.imageArguments?.includes(given.flag) ? [given.value] : [];
    }),
  ]);
  return [...new Set(found)].sort();
}

function argumentsOf(container: Fields): unknown[] {
  return [container.command, container.args].flatMap((list) => Array.isArray(list) ? list : []);
}

/** Words in tags and hosts that say that nobody promised to keep what is there. */
const MOVING = /^(latest|main|master|head|edge|nightly|canary|dev|devel|develop|stable|snapshot)$/i;
const STAGING = /(^|[./-])(staging|k8s-staging|testing)([./-]|$)|-testing$/i;

/** What is wrong with an image of a release, or nothing. */
export function imageProblem(entry: CatalogueEntry, version: string, image: string): { readonly got: string; readonly expected: string } | undefined {
  const { repository, tag, digest } = parse(image);
  if (STAGING.test(repository)) return { got: image, expected: 'an image that was released: a staging registry is cleaned up' };
  if (tag === undefined && digest === undefined) return { got: `${image} without a tag`, expected: 'a tag of one version, or a digest' };
  if (tag !== undefined && entry.versionedImages?.includes(repository)) {
    const own = `${entry.tagPrefix ?? ''}${version}`;
    return tag === own || tag.startsWith(`${own}-`) ? undefined : { got: image, expected: `the tag ${own}, for the release says that it is ${version}` };
  }
  if (digest !== undefined) return undefined;
  if (MOVING.test(tag!) || /snapshot/i.test(tag!)) return { got: image, expected: 'a tag that stays: this one is moved to whatever is newest' };
  return /^v?\d+(\.\d+)?$/.test(tag!) ? { got: image, expected: 'the tag of one version: this one is moved to its newest patch' } : undefined;
}

/** The image from another registry: the host is replaced, the path behind it stays. */
export function fromRegistry(image: string, registry: string): string {
  const [host, ...path] = image.split('/');
  const named = path.length > 0 && /[.:]|^localhost$/.test(host);
  return `${registry}/${named ? path.join('/') : image}`;
}

/** The object with every image that it names from another registry. */
export function withRegistry(entry: CatalogueEntry, object: KubeObject, registry: string): KubeObject {
  const moved = (text: string) => text.split('\n').map((line) => line.replace(LINE, (_, key, image, rest) => `${key}${fromRegistry(image, registry)}${rest}`)).join('\n');
  return withContainers(object, (container) => {
    const said = typeof container.image === 'string' ? { ...container, image: fromRegistry(container.image, registry) } : container;
    return withValues(said, entry.imageArguments, (name) => entry.imageVariables?.test(name), moved);
  });
}
