# Tells a rank its place: in RANK_ROLES stand the roles in the order of their indexes, `chief:1 worker:4`, in RANK_VARIABLES the variables that
# differ, and in <variable>_<role> the value for a role, in which {index} is the number of the rank in it. Then the rank's own command runs.
index=$JOB_COMPLETION_INDEX
for each in $RANK_ROLES; do
  role=${each%:*}
  [ "$index" -lt "${each#*:}" ] && break
  index=$((index - ${each#*:}))
done
for variable in $RANK_VARIABLES; do
  eval "value=\$${variable}_$role"
  case $value in
    *"{index}"*) value=${value%%"{index}"*}$index${value#*"{index}"} ;;
  esac
  export "$variable=$value"
done
# As a child: the first process of a container ignores signals that it has no handler for, and what only serves has none.
told=
trap 'told=yes; kill -TERM $! 2> /dev/null' TERM
"$@" &
[ -z "$told" ] || kill -TERM "$!"
wait "$!"
code=$?
# a signal ends the wait, not the command
while kill -0 "$!" 2> /dev/null; do
  wait "$!"
  code=$?
done
exit "$code"
