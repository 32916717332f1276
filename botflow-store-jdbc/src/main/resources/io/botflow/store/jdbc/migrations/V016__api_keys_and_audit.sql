-- The keys of customers' programs, and the record of who did what.

create table api_keys (
  org_id uuid not null references organizations (id) on delete cascade,
  id uuid not null,
  name text not null,
  last_four text not null,
  hash bytea not null unique,
  scopes text[] not null,
  created_by uuid,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  replaced_by uuid,
  primary key (org_id, id)
);

create table audit_log (
  org_id uuid not null,
  id uuid not null,
  at timestamptz not null default clock_timestamp(),
  actor_kind text not null check (actor_kind in ('person', 'key', 'system')),
  actor_id uuid,
  actor_name text not null,
  action text not null,
  target text,
  address text not null,
  program text not null,
  details jsonb not null default '{}',
  primary key (org_id, id)
);
create index on audit_log (org_id, at, id);

call tenant_table('api_keys');
call tenant_table('audit_log');
grant select, insert, update, delete on api_keys to ${api};
grant select, insert on audit_log to ${api};
grant select on audit_log to ${report};

create policy identity on api_keys to ${identity} using (true) with check (true);
grant select, update (last_used_at) on api_keys to ${identity};

create trigger append_only before update or delete on audit_log
  for each row execute function refuse_change();
create trigger append_only_whole before truncate on audit_log
  for each statement execute function refuse_change();
