# Which copies of partitions must move: called by rebalance.sh. POSIX awk.
#
# Input, one a line:
#   broker ID RACK keep|leave          RACK is `-` where there is none
#   partition TOPIC NUMBER REPLICAS BYTES      REPLICAS: node ids between commas, the preferred leader first
# -v most=N -v little=BYTES: a broker receives at most N partitions at once, or more (100) if they are that little together.
# Output, one a line; none where all is as it should be:
#   move TOPIC NUMBER REPLICAS BYTES   BYTES that are copied
#   blocked WORDS                      what can't be done, and why
#
# What should be, and in this order. A later wish never undoes an earlier one, and every single move comes closer to the end, so that the
# moves of a plan that was cut off half-way are a part of the next one:
# 1. no copy on a broker that leaves;
# 2. copies of a partition on as many racks as there are, or as it has copies;
# 3. brokers hold as many copies as others that could hold them, within one; of the partitions that may move for that, the one that
#    levels their bytes best;
# 4. brokers are the preferred leader of as many partitions as others, within one; that moves no data.

$1 == "broker" {
  if ($4 != "keep") next
  kept[++brokers] = $2
  rack[$2] = $3
  if (!($3 in seen)) { seen[$3] = 1; racks++ }
  load[$2] = 0; size[$2] = 0; leads[$2] = 0
}

$1 == "partition" {
  name[++partitions] = $2 " " $3
  bytes[partitions] = $5
  copies[partitions] = split($4, list, ",")
  for (i = 1; i <= copies[partitions]; i++) replica[partitions, i] = list[i]
}

END {
  for (p = 1; p <= partitions; p++) for (i = 1; i <= copies[p]; i++) count(p, i, 1)
  for (p = 1; p <= partitions && !blocked; p++) leave(p)
  for (p = 1; p <= partitions && !blocked; p++) spread(p)
  if (!blocked && !changes) level(100 * brokers)
  if (!blocked && !changes) lead()
  if (!blocked) write()
}

function count(p, i, by,    b) {
  b = replica[p, i]
  if (!(b in rack)) return
  load[b] += by; size[b] += by * bytes[p]
  if (i == 1) leads[b] += by
}

# Puts another broker in the place of a copy.
function put(p, i, b) {
  count(p, i, -1)
  if (!(p in was)) { was[p] = join(p); changed[++changes] = p }
  replica[p, i] = b
  count(p, i, 1)
}

function join(p,    i, text) {
  for (i = 1; i <= copies[p]; i++) text = text (i > 1 ? "," : "") replica[p, i]
  return text
}

function holds(p, b,    i) {
  for (i = 1; i <= copies[p]; i++) if (replica[p, i] == b) return 1
  return 0
}

# On how many racks its copies would be, with b in the place of copy i (0: as it is).
function width(p, i, b,    j, at, n, met) {
  split("", met)
  for (j = 1; j <= copies[p]; j++) {
    at = j == i ? b : replica[p, j]
    if ((at in rack) && !(rack[at] in met)) { met[rack[at]] = 1; n++ }
  }
  return n
}

# The broker for copy i: on the most racks, with the fewest copies, the fewest bytes.
function choose(p, i,    k, b, w, best, bestWidth) {
  best = ""
  for (k = 1; k <= brokers; k++) {
    b = kept[k]
    if (holds(p, b)) continue
    w = width(p, i, b)
    if (best == "" || w > bestWidth || w == bestWidth && (load[b] < load[best] || load[b] == load[best] && size[b] < size[best])) {
      best = b; bestWidth = w
    }
  }
  return best
}

function leave(p,    i, b) {
  for (i = 1; i <= copies[p]; i++) {
    if (replica[p, i] in rack) continue
    b = choose(p, i)
    if (b == "") {
      sub(" ", "-", name[p])
      print "blocked " name[p] " has " copies[p] " copies, and only " brokers " brokers would stay"
      blocked = 1
      return
    }
    put(p, i, b)
  }
}

function spread(p,    i, b, want, now, better) {
  want = copies[p] < racks ? copies[p] : racks
  while ((now = width(p, 0, "")) < want) {
    better = 0
    # The copy that shares its rack and whose broker has most; any of them could go.
    for (i = copies[p]; i >= 1; i--) {
      b = choose(p, i)
      if (b != "" && width(p, i, b) > now && (!better || load[replica[p, i]] > load[replica[p, better]])) better = i
    }
    if (!better) return
    put(p, better, choose(p, better))
  }
}

function level(limit,    done, gap, widest, from, to, f, t, p, i, w, best, bestAt, rest, bestRest) {
  for (done = 0; done < limit; done++) {
    best = 0
    widest = 0
    for (f = 1; f <= brokers; f++) if (load[kept[f]] > widest) widest = load[kept[f]]
    for (gap = widest; gap >= 2 && !best; gap--) {
      for (f = 1; f <= brokers && !best; f++) for (t = 1; t <= brokers && !best; t++) {
        from = kept[f]; to = kept[t]
        if (load[from] - load[to] != gap) continue
        for (p = 1; p <= partitions; p++) {
          if (holds(p, to)) continue
          for (i = 1; i <= copies[p]; i++) {
            if (replica[p, i] != from) continue
            if (width(p, i, to) < width(p, 0, "")) continue
            rest = size[from] - size[to] - 2 * bytes[p]
            if (rest < 0) rest = -rest
            if (!best || rest < bestRest) { best = p; bestAt = i; bestRest = rest; w = to }
          }
        }
      }
    }
    if (!best) return
    put(best, bestAt, w)
  }
}

function lead(    again, t, p, i, from, to) {
  do {
    again = 0
    for (p = 1; p <= partitions; p++) {
      from = replica[p, 1]
      to = from
      for (i = 2; i <= copies[p]; i++) if (leads[replica[p, i]] < leads[to]) { to = replica[p, i]; t = i }
      if (leads[from] - leads[to] < 2) continue
      put(p, 1, to)
      put(p, t, from)
      again = 1
    }
  } while (again)
}

# As many as each broker may receive at once.
function write(    k, p, i, before, fits, news, b) {
  for (k = 1; k <= changes; k++) {
    p = changed[k]
    if (join(p) == was[p]) continue
    before = "," was[p] ","
    fits = 1
    for (i = 1; i <= copies[p]; i++) {
      b = replica[p, i]
      if (!index(before, "," b ",") && receives[b] >= most && (receives[b] >= 100 || received[b] + bytes[p] > little)) fits = 0
    }
    if (!fits) continue
    news = 0
    for (i = 1; i <= copies[p]; i++) {
      b = replica[p, i]
      if (index(before, "," b ",")) continue
      news++; receives[b]++; received[b] += bytes[p]
    }
    print "move " name[p] " " join(p) " " news * bytes[p]
  }
}
