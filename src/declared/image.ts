import { shown, written } from './values';
import { refuse } from '../contract/message';

/** Host, path, tag and digest, as https://github.com/distribution/reference has them. */
const IMAGE = /^([A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]+)?\/)?[a-z0-9]+([._-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?$/;

export function checkedImage(path: string, what: string, image: string): string {
  if (typeof image !== 'string' || !IMAGE.test(image) || image.length > 255) {
    const got = typeof image === 'string' ? `the image '${image}'` : shown(image);
    refuse({ path, what, got, expected: 'a host with an optional path, all in lower case, then name and tag', change: `write ${written(what, "'registry.example.com/shop/fraud:1.0'")}` });
  }
  return image;
}

/** A registry with an optional path, as it stands in front of an image's name. */
export function registryOf(path: string, registry?: string): string | undefined {
  if (registry !== undefined && !/^[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)*$/.test(registry)) {
    refuse({
      path,
      what: 'imageRegistry',
      got: shown(registry),
      expected: 'a host, with an optional port and path, and neither a scheme nor a slash at the end',
      change: "write imageRegistry: 'registry.example.com/mirror'",
    });
  }
  return registry;
}
