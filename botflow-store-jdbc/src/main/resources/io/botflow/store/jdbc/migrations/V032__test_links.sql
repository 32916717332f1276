-- Links by which anybody tries a bot's draft; of each only a hash is kept.

create table test_links (
  org_id uuid not null references organizations (id) on delete cascade,
  bot_id uuid not null,
  hash bytea not null unique,
  created_at timestamptz not null default now(),
  primary key (org_id, bot_id),
  foreign key (org_id, bot_id) references bots (org_id, id) on delete cascade
);

call tenant_table('test_links');
grant select, insert, update, delete on test_links to ${api};

create policy identity on test_links to ${identity} using (true) with check (true);
grant select on test_links to ${identity};
