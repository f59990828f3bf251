/**
 * Where in an object something stands: keys of maps, and `[name]` or `[0]` for elements of lists.
 */
export type Path = readonly string[];

/** `spec.template.spec.containers[broker].image`, `metadata.annotations[cdk8s-data/files]`. */
export function pathText(path: Path): string {
  return path.map((step, i) => {
    if (step.startsWith('[')) return step;
    if (!/^[A-Za-z0-9_$-]+$/.test(step)) return `[${step}]`;
    return i === 0 ? step : `.${step}`;
  }).join('');
}

/** A path as it is written in a table of rules: `spec.template`. */
export function pathOf(text: string): Path {
  return text.split('.');
}

/** Whether a path is the other one or leads into it. A `*` in the prefix is any step. */
export function isUnder(path: Path, prefix: Path): boolean {
  return prefix.length <= path.length && prefix.every((step, i) => step === '*' || step === path[i]);
}
