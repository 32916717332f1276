-- Message templates as people write them, before the network has them.

-- By which the API names a template; a draft of it has the same.
alter table message_templates add column key uuid not null default gen_random_uuid();
alter table message_templates add column added_at timestamptz not null default now();
create unique index message_templates_key on message_templates (org_id, key);

-- What was written and not sent for review: a new template, or a change of one.
create table template_drafts (
  org_id uuid not null references organizations (id) on delete cascade,
  id uuid not null,
  business_account_id text not null,
  name text not null,
  language text not null,
  content json not null,             -- as the network takes it
  refusal text,                      -- what the network said of it when it was last sent
  sending_until timestamptz not null default '-infinity',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (org_id, id),
  unique (org_id, business_account_id, name, language)
);

call tenant_table('template_drafts');
grant select, insert, update, delete on template_drafts to ${api};
grant select on template_drafts to ${worker};
