-- Who belongs to an organisation, in which role, and what its plan allows.

-- The same for everybody; null is without limit.
create table plans (
  id text primary key,
  name text not null,
  position integer not null unique,
  max_members integer,
  max_bots integer,
  max_channels integer,
  max_api_keys integer,
  max_children integer,
  conversations_per_month integer,
  requests_per_minute integer not null
);
insert into plans values
  ('starter', 'Starter', 1, 3, 1, 1, 2, 0, 1000, 300),
  ('growth', 'Growth', 2, 10, 5, 3, 10, 0, 10000, 1200),
  ('professional', 'Professional', 3, 50, 25, 10, 50, 5, 100000, 3000),
  ('enterprise', 'Enterprise', 4, null, null, null, null, null, null, 12000);
grant select on plans to ${api}, ${identity}, ${worker}, ${report};

alter table organizations
  add foreign key (plan) references plans (id),
  -- A partner's customer: whoever may administer the parent may administer it too.
  add column parent_id uuid references organizations (id),
  add column closed_at timestamptz;
create index on organizations (parent_id);

create table memberships (
  org_id uuid not null references organizations (id) on delete cascade,
  user_id uuid not null references users (id) on delete cascade,
  role text not null check (role in ('owner', 'admin', 'agent', 'viewer')),
  created_at timestamptz not null default now(),
  primary key (org_id, user_id)
);
create index on memberships (user_id);

create table invitations (
  org_id uuid not null references organizations (id) on delete cascade,
  id uuid not null,
  email text not null,
  role text not null check (role in ('owner', 'admin', 'agent', 'viewer')),
  token_hash bytea not null unique,
  invited_by uuid,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, email)
);

call tenant_table('memberships');
call tenant_table('invitations');
grant select, insert, update, delete on memberships, invitations to ${api};

-- Before a tenant is named, its members must be known to be that.
create policy identity on organizations for select to ${identity} using (true);
create policy identity on memberships for select to ${identity} using (true);
create policy identity on invitations for select to ${identity} using (true);
grant select (id, name, slug, plan, parent_id, closed_at, created_at) on organizations to ${identity};
grant select on memberships to ${identity};
grant select (org_id, id, email, token_hash, expires_at) on invitations to ${identity};

-- An organisation sees the names of its own members, and nothing else of people.
create policy member on users for select to ${api} using (id in (select user_id from memberships));
grant select (id, email, name) on users to ${api};
