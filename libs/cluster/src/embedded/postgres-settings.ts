/** How the embedded Postgres runs: small enough for a laptop, and durable. */
export function postgresSettings(port: number, connections: number): readonly string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: connections,
    shared_buffers: '64MB',
    fsync: 'on',
    synchronous_commit: 'on',
    // Nobody replicates: the log need only survive a crash.
    wal_level: 'minimal',
    max_wal_senders: 0,
    min_wal_size: '32MB',
    max_wal_size: '256MB',
    // Queues are tables whose rows come and go.
    autovacuum_naptime: '10s',
    jit: 'off',
    log_checkpoints: 'off',
    log_timezone: 'UTC',
    timezone: 'UTC',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
