// A Kafka that is only played: one file holds what it knows, and its tools print what the real ones (4.3.1) print.
// node kafka.cjs <state file> <tool> <arguments ...>
const fs = require('fs');
const [file, tool, ...words] = process.argv.slice(2);
const state = JSON.parse(fs.readFileSync(file, 'utf8'));
const has = (word) => words.includes(word);
const value = (word) => words[words.indexOf(word) + 1];
const say = (...lines) => lines.forEach((line) => console.log(line));
const fail = (text) => { console.log(text); process.exit(1); };
const names = (topic) => topic.map((p) => `${p.topic}-${p.number}`);

function describe() {
  for (const topic of [...new Set(state.partitions.map((p) => p.topic))]) {
    const own = state.partitions.filter((p) => p.topic === topic);
    say(`Topic: ${topic}\tTopicId: x\tPartitionCount: ${own.length}\tReplicationFactor: ${own[0].replicas.length}\tConfigs: min.insync.replicas=2`);
    for (const p of own) {
      const adding = p.target ? p.target.filter((id) => !p.replicas.includes(id)) : [];
      const removing = p.target ? p.replicas.filter((id) => !p.target.includes(id)) : [];
      const isr = p.replicas.filter((id) => state.brokers.some((b) => b.id === id && b.state === 'unfenced') && !(p.behind ?? []).includes(id));
      say(`\tTopic: ${topic}\tPartition: ${p.number}\tLeader: ${isr[0]}\tReplicas: ${[...p.replicas, ...adding]}\tIsr: ${isr}${adding.length + removing.length
        ? `\tAdding Replicas: ${adding}\tRemoving Replicas: ${removing}` : ''}\tElr: \tLastKnownElr: `);
    }
  }
}

// The cluster's own entity: --add-config-file is a properties file, and one wrong value spoils all.
function clusterConfigs() {
  const own = state.cluster ??= {};
  if (has('--describe')) {
    say('Default configs for brokers in the cluster are:',
      ...Object.keys(own).sort().map((k) => `  ${k}=${own[k]} sensitive=false synonyms={DYNAMIC_DEFAULT_BROKER_CONFIG:${k}=${own[k]}}`));
    return;
  }
  const next = { ...own };
  if (has('--delete-config')) for (const key of value('--delete-config').split(',')) if (key in next) delete next[key]; else fail(`Invalid config(s): ${key}`);
  const lines = has('--add-config-file') ? fs.readFileSync(value('--add-config-file'), 'utf8').split('\n').filter(Boolean) : [];
  for (const line of lines) next[line.slice(0, line.indexOf('='))] = line.slice(line.indexOf('=') + 1).trimStart().replace(/\\(.)/g, '$1');
  if (lines.some((line) => line.startsWith(`${state.refuses}=`))) {
    const words = `org.apache.kafka.common.errors.InvalidRequestException: Invalid value for configuration ${state.refuses}`;
    console.error(`Error while executing config command with args '...'\njava.util.concurrent.ExecutionException: ${words}\n\tat java.base/x\nCaused by: ${words}`);
    process.exit(1);
  }
  state.cluster = next;
  say('Completed updating default config for brokers in the cluster.');
}

function configs() {
  if (has('--entity-default')) return clusterConfigs();
  const kind = value('--entity-type'), name = value('--entity-name');
  const all = state.configs[kind] ??= {};
  if (has('--add-config')) {
    const [key, set] = value('--add-config').split('=');
    if (state.refuses === key) fail(`Error while executing config command with args '...'\norg.apache.kafka.common.errors.InvalidConfigurationException: no ${key}`);
    (all[name] ??= {})[key] = set;
    say(`Completed updating config for broker ${name}.`);
  } else if (has('--delete-config')) {
    delete all[name][value('--delete-config')];
  } else {
    for (const [entity, own] of Object.entries(all)) {
      say(`Dynamic configs for ${kind.slice(0, -1)} ${entity} are:`, ...Object.entries(own).map(([k, v]) => `  ${k}=${v} sensitive=false synonyms={}`));
    }
  }
}

function throttle(on) {
  for (const b of state.brokers) {
    const own = (state.configs.brokers ??= {})[b.id] ??= {};
    if (on) own['leader.replication.throttled.rate'] = on; else delete own['leader.replication.throttled.rate'];
  }
}

function reassign() {
  const wanted = JSON.parse(fs.readFileSync(value('--reassignment-json-file'), 'utf8')).partitions;
  const own = wanted.map((w) => [state.partitions.find((p) => p.topic === w.topic && p.number === w.partition), w.replicas]);
  if (has('--execute')) {
    if (state.partitions.some((p) => p.target)) fail('Error: Cannot execute because there is an existing partition assignment.');
    for (const [p, replicas] of own) p.target = replicas;
    throttle(value('--throttle'));
    state.received = Math.max(state.received ?? 0, ...state.brokers.map((b) => own.filter(([p, r]) => r.includes(b.id) && !p.replicas.includes(b.id)).length));
    say('Successfully started partition reassignments');
  } else if (has('--cancel')) {
    for (const [p] of own) delete p.target;
    throttle();
    say('Successfully cancelled partition reassignments');
  } else {
    state.patience = (state.patience ?? 0) - 1;
    if (state.patience < 0 && !state.stuck) for (const p of state.partitions.filter((q) => q.target)) { p.replicas = p.target; delete p.target; }
    say('Status of partition reassignment:');
    for (const [p] of own) say(p.target ? `Reassignment of partition ${names([p])} is still in progress.` : `Reassignment of partition ${names([p])} is completed.`);
    if (!state.partitions.some((p) => p.target) && !state.keepsThrottles) throttle();
  }
}

switch (tool) {
  case 'kafka-topics.sh': describe(); break;
  case 'kafka-configs.sh': configs(); break;
  case 'kafka-reassign-partitions.sh': reassign(); break;
  case 'kafka-log-dirs.sh':
    say('Querying brokers for log directories information', JSON.stringify({ brokers: state.brokers.map(({ id }) => ({
      broker: id,
      logDirs: [{ partitions: state.partitions.filter((p) => p.replicas.includes(id)).map((p) => ({ partition: names([p])[0], size: p.bytes, offsetLag: 0, isFuture: false })), error: null, logDir: '/x' }],
    })), version: 1 }));
    break;
  case 'kafka-cluster.sh':
    if (words[0] === 'unregister') state.brokers = state.brokers.filter((b) => b.id !== Number(value('--id')));
    else say('ID         HOST      PORT       RACK   STATE      ENDPOINT_TYPE  ', ...state.brokers.map((b) => `${b.id}          host-${b.id}    9091       ${b.rack} ${b.state} broker         `));
    break;
  default: fail(`there is no ${tool}`);
}
fs.writeFileSync(file, JSON.stringify(state));
