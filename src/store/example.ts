/** A store as a person would declare it on a platform, for messages: with names that are nobody's. */
export function storeExample(platform: string): string {
  switch (platform) {
    case 'aks': return "ObjectStore.abfs({ account: '<account>', container: '<container>', clientId: '<client id>' })";
    case 'eks': return "ObjectStore.s3({ bucket: '<bucket>' })";
    case 'gke': return "ObjectStore.gcs({ bucket: '<bucket>' })";
    default: return "ObjectStore.s3Compatible({ bucket: '<bucket>', endpoint: '<https://host:port>', secretName: '<Secret>' })";
  }
}
