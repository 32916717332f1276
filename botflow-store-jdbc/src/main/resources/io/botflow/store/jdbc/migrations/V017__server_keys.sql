-- Keys that all replicas share, sealed by the key file or key service.
create table server_keys (
  id uuid primary key,
  purpose text not null unique,
  sealed text not null,
  created_at timestamptz not null default now()
);
call people_table('server_keys');
grant select, insert, update on server_keys to ${identity};
