-- When people of an organisation answer customers, and how many conversations each of them takes.
create table desks (
  org_id uuid not null references organizations (id) on delete cascade,
  zone text not null default 'UTC',
  hours json not null default '[]',        -- spans of days of the week; none: always
  closed_days json not null default '[]',
  conversations_per_person integer check (conversations_per_person > 0),
  updated_at timestamptz not null default now(),
  primary key (org_id)
);

call tenant_table('desks');
grant select, insert, update on desks to ${api};
grant select on desks to ${worker};
grant select (org_id, user_id, role) on memberships to ${worker};
