/**
 * A text that Kubernetes leaves as it is. In `env`, `command` and the commands of probes it reads `$(NAME)` as a
 * reference and `$$` as one dollar sign: `bash -c 'echo $$'` would print a dollar sign.
 * Commands of lifecycle hooks are not expanded and need no care.
 * Source: Kubernetes, third_party/forked/golang/expansion/expand.go; pkg/kubelet/prober/prober.go.
 */
export function literal(text: string): string {
  return text.replace(/\$(?=[$(])/g, '$$$$');
}

/** The text that Kubernetes hands on, references left as they are. */
export function fromLiteral(text: string): string {
  return text.replace(/\$\$/g, '$$');
}
