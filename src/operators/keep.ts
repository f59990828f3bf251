/**
 * Marks of what no tool may delete because it left git: with a definition go all objects of its kind, and with them their clusters.
 *
 * - Argo CD: applied on the server (a client's apply writes the whole object into an annotation, which may hold 262,144 bytes), never pruned,
 *   and kept when its Application is deleted. https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/
 * - Flux: not pruned; it always applies on the server. https://fluxcd.io/flux/components/kustomize/kustomizations/#controlling-the-apply-behavior-of-resources
 */
export const KEPT: Record<string, string> = {
  'argocd.argoproj.io/sync-options': 'ServerSideApply=true,Prune=false,Delete=false',
  'kustomize.toolkit.fluxcd.io/prune': 'disabled',
};
