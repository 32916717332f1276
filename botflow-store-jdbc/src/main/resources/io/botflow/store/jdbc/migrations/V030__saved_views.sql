-- Lists of conversations that an organisation's people keep under a name.
create table saved_views (
  org_id uuid not null references organizations (id) on delete cascade,
  id uuid not null,
  name text not null,
  query text not null,               -- the parameters of the list, as in an address
  created_at timestamptz not null default now(),
  primary key (org_id, id)
);
create unique index saved_views_name on saved_views (org_id, lower(name));

call tenant_table('saved_views');
grant select, insert, delete on saved_views to ${api};
