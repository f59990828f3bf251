#!/usr/bin/env bash
# Brings the declared users and their rights about. Runs as a Job; running it again changes no right.
#
# Promises:
# - Each user of SCRAM_USERS can log in with the password of its Secret (SCRAM-SHA-512). Passwords never stand on a
#   command line. They are set at every run: Kafka keeps only a salted hash, so nobody can tell whether it changed.
# - The principals in charge (those of ACLS, PRINCIPALS, and User:NAME of SCRAM_USERS) have exactly the declared ALLOW
#   rules: missing ones are added before surplus ones are removed. Their DENY rules are left: somebody set them by hand.
# - A principal of REVOKED loses all its ALLOW rules and, if it is User:NAME, its SCRAM-SHA-512 login. Nobody else is
#   touched.
# - It waits WAIT_SECONDS for the cluster, then fails with 1 (the Job tries again).
#
# Environment
#   ACLS        one rule a line: OPERATION RESOURCE_TYPE PATTERN_TYPE RESOURCE_NAME PRINCIPAL, separated by tabs or,
#               where the name has none, by blanks; the principal is the rest of the line and may contain blanks:
#               `Read Topic Literal orders User:CN=billing, O=shop`. Words as in kafka-acls, in any case.
#   SCRAM_USERS names, separated by white space; the password is read from $USERS_DIR/NAME/password
#   PRINCIPALS  further principals in charge, one a line;  REVOKED  principals, one a line
#   BOOTSTRAP, TLS, MEMBER_DIR, WAIT_SECONDS  as in topics.sh;  USERS_DIR (/etc/kafka/users)
set -euo pipefail

# shellcheck source=kafka-member.sh
. "$(dirname "${BASH_SOURCE[0]}")/kafka-member.sh"

: "${WAIT_SECONDS:=300}"
: "${USERS_DIR:=/etc/kafka/users}"
export LC_ALL=C # sort and comm agree
umask 077
work=$(mktemp -d "$MEMBER_DIR/users.XXXXXX")
trap 'rm -rf "$work"' EXIT

lines() {
  sed -E 's/^[[:blank:]]+//; s/[[:blank:]]+$//; /^$/d' <<<"$1"
}

# A rule, declared or found, as `principal<tab>pattern<tab>type<tab>name<tab>operation<tab>host`, in the words of the
# listing (ResourceType, PatternType, AclOperation: upper case with `_`).
declared_rules() {
  local operation type pattern name principal
  lines "${ACLS:-}" | while read -r operation type pattern name principal; do
    printf '%s\t%s\t%s\t%s\t%s\t*\n' "$principal" "$(word "$pattern")" "$(word "$type")" "$name" "$(word "$operation")"
  done | sort -u
}

# word: `TransactionalId`, `transactional-id` and `TRANSACTIONAL_ID` are the same.
word() {
  sed -E 's/([a-z])([A-Z])/\1_\2/g; s/-/_/g' <<<"$1" | tr '[:lower:]' '[:upper:]'
}

# The listing (AclCommand.printAcls) has a line for each resource and below it one for each rule on it.
found_rules() {
  job_tool kafka-acls.sh --list >"$work/acls" || return 1
  # shellcheck disable=SC2016 # the backquotes are the listing's
  sed -nE '
    s/^Current ACLs for resource `ResourcePattern\(resourceType=([A-Z_]+), name=(.*), patternType=([A-Z]+)\)`:.*$/R\t\3\t\1\t\2/p
    s/^[[:blank:]]*\(principal=(.*), host=(.*), operation=([A-Z_]+), permissionType=([A-Z]+)\).*$/A\t\1\t\3\t\2\t\4/p' "$work/acls" |
    awk -F '\t' -v OFS='\t' '
      $1 == "R" { pattern = $2; type = $3; name = $4; next }
      $5 == "ALLOW" { print $2, pattern, type, name, $3, $4 }' | sort -u
}

principals_in_charge() {
  local name
  {
    cut -f 1 "$work/declared"
    lines "${PRINCIPALS:-}"
    for name in ${SCRAM_USERS:-}; do echo "User:$name"; done
  } | sort -u
}

# change OPTION: reads rules and adds or removes them, as many as possible at once: one call takes the product of its
# names and its operations, so rules are joined first by operations on one name, then by names with equal operations.
change() {
  local principal pattern type operations names host options field
  awk -F '\t' -v OFS='\t' '
    {
      key = $1 OFS $2 OFS $3 OFS $6 OFS $4
      if (key in operations) operations[key] = operations[key] " " $5
      else { operations[key] = $5; keys[++count] = key }
    }
    END {
      for (i = 1; i <= count; i++) {
        split(keys[i], part, OFS)
        joined = part[1] OFS part[2] OFS part[3] OFS part[4] OFS operations[keys[i]]
        if (joined in names) names[joined] = names[joined] OFS part[5]
        else { names[joined] = part[5]; calls[++number] = joined }
      }
      for (i = 1; i <= number; i++) print calls[i], names[calls[i]]
    }' | while IFS=$'\t' read -r principal pattern type host operations names; do
    options=("$1" --force --allow-principal "$principal" --allow-host "$host" --resource-pattern-type "$pattern")
    for field in $operations; do options+=(--operation "$(camel "$field")"); done
    while IFS= read -r field; do
      case $type in
        TOPIC) options+=(--topic "$field") ;;
        GROUP) options+=(--group "$field") ;;
        TRANSACTIONAL_ID) options+=(--transactional-id "$field") ;;
        CLUSTER) options+=(--cluster) ;;
        DELEGATION_TOKEN) options+=(--delegation-token "$field") ;;
        USER) options+=(--user-principal "$field") ;;
        *) echo "unknown resource type $type" >&2; return 1 ;;
      esac
    done < <(tr '\t' '\n' <<<"$names")
    echo "$1 $principal: $operations on $type ($pattern) ${names//$'\t'/, }"
    job_tool kafka-acls.sh "${options[@]}" >"$work/change" || return 1
  done
}

# READ -> Read, DESCRIBE_CONFIGS -> DescribeConfigs: what the tool takes as an operation.
camel() {
  awk '{ n = split(tolower($0), part, "_"); for (i = 1; i <= n; i++) printf "%s%s", toupper(substr(part[i], 1, 1)), substr(part[i], 2) }' <<<"$1"
}

bring_about() {
  local name principal
  for name in ${SCRAM_USERS:-}; do
    # The file is a properties file (ConfigCommand): a backslash in a password would need another one.
    printf 'SCRAM-SHA-512=password=%s\n' "$(sed 's/\\/\\\\/g' "$USERS_DIR/$name/password")" >"$work/password"
    job_tool kafka-configs.sh --alter --entity-type users --entity-name "$name" --add-config-file "$work/password" || return 1
  done
  found_rules >"$work/found" || return 1
  declared_rules >"$work/declared"
  principals_in_charge >"$work/in-charge"
  lines "${REVOKED:-}" | sort -u >"$work/revoked"
  comm -13 "$work/found" "$work/declared" | change --add || return 1
  sort -u "$work/in-charge" "$work/revoked" >"$work/whose"
  comm -23 "$work/found" "$work/declared" |
    awk -F '\t' 'NR == FNR { whose[$0]; next } $1 in whose' "$work/whose" - | change --remove || return 1
  if [ -s "$work/revoked" ]; then
    job_tool kafka-configs.sh --describe --entity-type users >"$work/users" || return 1
    while IFS= read -r principal; do
      name=${principal#User:}
      # "SCRAM credential configs for user-principal 'NAME' are SCRAM-SHA-512=iterations=4096"
      grep -F "user-principal '$name' are " "$work/users" | grep -q 'SCRAM-SHA-512=' || continue
      echo "revoking the login of $name"
      job_tool kafka-configs.sh --alter --entity-type users --entity-name "$name" --delete-config SCRAM-SHA-512 || return 1
    done <"$work/revoked"
  fi
}

until bring_about; do
  ((SECONDS < WAIT_SECONDS)) || { echo "gave up after $WAIT_SECONDS s" >&2; exit 1; }
  echo "not done yet, trying again"
  pause
done
echo "users and rights are as declared"
