package io.botflow.store.jdbc;

/** The embedded server's settings, written anew at every start. */
final class ServerSettings {

  private ServerSettings() {}

  static String text(int port) {
    return """
        # Written by BotFlow at every start. Your own settings go below the include line of
        # postgresql.conf, where they win over these.
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        max_connections = 100
        password_encryption = 'scram-sha-256'

        # An acknowledged message is on the disk.
        fsync = on
        full_page_writes = on
        synchronous_commit = on

        shared_buffers = '256MB'
        effective_cache_size = '1GB'
        work_mem = '8MB'
        maintenance_work_mem = '64MB'
        max_wal_size = '2GB'
        checkpoint_timeout = '15min'
        checkpoint_completion_target = 0.9
        random_page_cost = 1.1
        # Short statements only: compiling and helpers cost more than they bring.
        jit = off
        max_parallel_workers_per_gather = 0

        # Sessions of a BotFlow that was killed give their locks back soon.
        tcp_keepalives_idle = 15
        tcp_keepalives_interval = 5
        tcp_keepalives_count = 3
        client_connection_check_interval = '5s'
        idle_in_transaction_session_timeout = '60s'

        # The tables of the queues live by quick vacuums.
        autovacuum_naptime = '10s'
        autovacuum_vacuum_cost_limit = 1000

        timezone = 'UTC'
        log_timezone = 'UTC'
        lc_messages = 'C'
        log_min_messages = 'warning'
        log_line_prefix = '%%m [%%p] '
        log_checkpoints = off
        """
        .formatted(port);
  }
}
