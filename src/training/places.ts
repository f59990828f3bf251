import { refuse } from '../contract/message';
import { shown } from '../declared/values';
import { ClaimPlan, IdentityPlan, SecretVariablePlan, SharedVolumePlan, SitePlan } from '../plan';
import { ObjectStoreKind, ObjectStoreRequest, StoreRequest } from '../store';

/** What the pods of a job need, so that they reach its places. */
export interface Places {
  readonly environment: Record<string, string>;
  readonly secretVariables: SecretVariablePlan[];
  readonly shared: SharedVolumePlan[];
  readonly claims: ClaimPlan[];
  readonly identity?: IdentityPlan;
}

/** A place, how the pods call it, and where they find it. */
export interface Place {
  /** Name of the volume in the pod, where it is a claim. */
  readonly name: string;
  readonly store: StoreRequest;
  /** Where a claim is mounted. */
  readonly mount: string;
  readonly readOnly: boolean;
  /** Name of a claim that is made. */
  readonly madeClaim: string;
}

const SCHEMES: Record<ObjectStoreKind, (store: ObjectStoreRequest) => string> = {
  [ObjectStoreKind.S3]: ({ bucket }) => `s3://${bucket}`,
  [ObjectStoreKind.GCS]: ({ bucket }) => `gs://${bucket}`,
  [ObjectStoreKind.ABFS]: ({ bucket, account }) => `abfss://${bucket}@${account}.dfs.core.windows.net`,
};

/** The folder in the pods, or the address. */
export function addressOf({ store: { objects }, mount }: Place): string {
  if (!objects) return mount;
  const root = SCHEMES[objects.kind](objects);
  return objects.path === '' ? root : `${root}/${objects.path}`;
}

/** The names that the clients of object stores look for: AWS' SDKs, and fsspec's file system for Azure. */
function clientSettings({ kind, region, endpoint, account }: ObjectStoreRequest): Record<string, string> {
  return {
    ...region === undefined ? {} : { AWS_REGION: region },
    ...endpoint === undefined ? {} : { AWS_ENDPOINT_URL: endpoint },
    ...kind === ObjectStoreKind.ABFS ? { AZURE_STORAGE_ACCOUNT_NAME: account! } : {},
  };
}

function keysOf({ keys }: ObjectStoreRequest): SecretVariablePlan[] {
  return keys === undefined ? [] : [
    { name: 'AWS_ACCESS_KEY_ID', secretName: keys.secretName, key: keys.accessKey },
    { name: 'AWS_SECRET_ACCESS_KEY', secretName: keys.secretName, key: keys.secretKey },
  ];
}

/** The places together. @throws where two of them want different things of the same pods */
export function placesOf(path: string, site: SitePlan, places: Place[]): Places {
  const stores = places.flatMap(({ store: { objects } }) => objects ? [objects] : []);
  const environment: Record<string, string> = {};
  for (const [name, value] of stores.flatMap((store) => Object.entries(clientSettings(store)))) {
    agree(path, name, environment[name], value);
    environment[name] = value;
  }
  const secretVariables = new Map<string, SecretVariablePlan>();
  for (const variable of stores.flatMap(keysOf)) {
    agree(path, variable.name, secretVariables.get(variable.name)?.secretName, variable.secretName);
    secretVariables.set(variable.name, variable);
  }
  let identity: IdentityPlan | undefined;
  for (const store of stores.filter((each) => each.identity)) {
    agree(path, 'identity', identity && JSON.stringify(identity), JSON.stringify(store.identity));
    identity = knownTo(path, site, store.identity!);
  }
  const mounted = places.flatMap((place) => place.store.volume ? [{ ...place, volume: place.store.volume }] : []);
  const shared = mounted.map(({ name, volume, mount, readOnly, madeClaim }) =>
    ({ name, claim: volume.claimName ?? madeClaim, path: mount, ...readOnly ? { readOnly } : {} }));
  const claims = mounted.map(({ volume: { claimName, ...volume }, madeClaim }): ClaimPlan => ({ name: claimName ?? madeClaim, ...volume }));
  const once = claims.filter(({ name }, at) => claims.findIndex((other) => other.name === name) === at);
  return { environment, secretVariables: [...secretVariables.values()], shared, claims: once, ...identity ? { identity } : {} };
}

/** An annotation that nobody reads gives the pods no rights, and they would find out when they make their first checkpoint. */
function knownTo(path: string, { platform, identityAnnotations: known }: SitePlan, identity: IdentityPlan): IdentityPlan {
  const strange = Object.keys(identity.annotations ?? {}).find((annotation) => known && !known.includes(annotation));
  if (strange !== undefined) {
    refuse({
      path,
      what: 'identity of the stores',
      got: `${strange} on ${platform}`,
      expected: `one that ${platform} knows: ${known!.join(', ')}. Nobody reads this one there, so that the pods would have no access`,
      change: `keep them in a store of ${platform}'s own cloud, or reach it by keys`,
    });
  }
  return identity;
}

/** Pods have one ServiceAccount, and one value for each variable. */
function agree(path: string, what: string, before: string | undefined, now: string): void {
  if (before === undefined || before === now) return;
  refuse({
    path,
    what: `${what} of the stores`,
    got: `${shown(before)} and ${shown(now)}`,
    expected: 'one: all of them are reached by the same pods',
    change: 'keep checkpoints and data in stores that are reached alike',
  });
}
