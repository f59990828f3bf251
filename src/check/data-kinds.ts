import { kindOf, KubeObject } from '../manifests/kube-object';

/**
 * Custom resources that are a data system, or data in it, of operators whose changes were not looked up: with the resource its operator removes what it made.
 * Sources: the definitions that each project publishes; group and kinds are theirs.
 */
const DATA_KINDS: Record<string, string> = {
  'acid.zalan.do': 'postgresql',
  'cassandra.datastax.com': 'CassandraDatacenter',
  'ceph.rook.io': 'CephBlockPool CephCluster CephFilesystem CephObjectStore',
  'clickhouse-keeper.altinity.com': 'ClickHouseKeeperInstallation',
  'clickhouse.altinity.com': 'ClickHouseInstallation',
  'cluster.redpanda.com': 'Redpanda Topic',
  'databases.spotahome.com': 'RedisFailover',
  'elasticsearch.k8s.elastic.co': 'Elasticsearch',
  'flink.apache.org': 'FlinkDeployment FlinkSessionJob FlinkStateSnapshot',
  'k8s.mariadb.com': 'MariaDB',
  'k8ssandra.io': 'K8ssandraCluster',
  'kafka.banzaicloud.io': 'KafkaCluster KafkaTopic',
  'milvus.io': 'Milvus',
  'minio.min.io': 'Tenant',
  'mongodbcommunity.mongodb.com': 'MongoDBCommunity',
  'mysql.oracle.com': 'InnoDBCluster',
  'opensearch.opster.io': 'OpenSearchCluster',
  'opensearch.org': 'OpenSearchCluster',
  'operator.etcd.io': 'EtcdCluster',
  'pingcap.com': 'TidbCluster',
  'platform.confluent.io': 'KRaftController Kafka KafkaTopic Zookeeper',
  'postgres-operator.crunchydata.com': 'PostgresCluster',
  'postgresql.cnpg.io': 'Cluster Database',
  'psmdb.percona.com': 'PerconaServerMongoDB',
  'pxc.percona.com': 'PerconaXtraDBCluster',
  'rabbitmq.com': 'Queue RabbitmqCluster Vhost',
  'redis.redis.opstreelabs.in': 'Redis RedisCluster RedisReplication',
  'scylla.scylladb.com': 'ScyllaCluster ScyllaDBCluster ScyllaDBDatacenter',
  'solr.apache.org': 'SolrCloud',
  'valkey.io': 'ValkeyCluster ValkeyNode',
  'zookeeper.pravega.io': 'ZookeeperCluster',
};

const KINDS = new Set(Object.entries(DATA_KINDS).flatMap(([group, kinds]) => kinds.split(' ').map((kind) => `${group}/${kind}`)));

/** Whether the object is a data system of a known operator, or data in one. */
export function holdsData(object: KubeObject): boolean {
  return KINDS.has(kindOf(object));
}
