import { Sandbox } from './sandbox';

/**
 * A stand-in for busybox wget and the API server behind it. Objects are files below `api/`; an answer that is no
 * success is told as busybox tells it (networking/wget.c: message on standard error, exit code 1, no body).
 * A file `api/mode` makes it fail: a status, `silent` (nobody answers), `hang`, or `lost` (it does what it is
 * told, and the answer is lost once).
 */
export function apiServer(sandbox: Sandbox): Record<string, string> {
  sandbox.command('bin/wget', {
    run: `
      api='${sandbox.path('api')}'; mkdir -p "$api"; mode=$(cat "$api/mode" 2>/dev/null)
      while (($#)); do
        case $1 in
          --post-file) body=$(cat "$2"); shift ;;
          --header) shift ;;
          https://*) path=\${1#https://*/} ;;
        esac
        shift
      done
      fail() { echo "wget: server returned error: HTTP/1.1 $1" >&2; exit 1; }
      case $mode in
        silent) echo "wget: can't connect to remote host: Connection refused" >&2; exit 1 ;;
        hang) sleep 30 ;;
        [0-9]*) fail "$mode Something" ;;
      esac
      file="$api/\${path//\\//_}"
      if [ -z "\${body+x}" ]; then
        [ -f "$file" ] || fail '404 Not Found'
        cat "$file"; exit 0
      fi
      name=$(sed -E 's/.*"metadata":\\{"name":"([^"]*)".*/\\1/' <<<"$body")
      [ ! -f "\${file}_$name" ] || fail '409 Conflict'
      printf '%s' "$body" >"\${file}_$name"
      [ "$mode" != lost ] || { rm "$api/mode"; echo "wget: error getting response: Connection reset by peer" >&2; exit 1; }
      printf '%s' "$body"; exit 0`,
  });
  sandbox.write('account/token', 'secret-token');
  sandbox.write('account/namespace', 'orders');
  return { SERVICE_ACCOUNT_DIR: sandbox.path('account'), KUBE_API_PAUSE: '0', KUBE_API_TRIES: '2', KUBE_API_SECONDS: '5' };
}
