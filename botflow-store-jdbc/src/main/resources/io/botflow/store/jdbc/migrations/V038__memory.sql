-- What bots remember of customers from one conversation to the next, where the organisation wants so.

create table contact_memory_settings (
  org_id uuid not null references organizations (id) on delete cascade,
  learns boolean not null default false,
  updated_at timestamptz not null default now(),
  primary key (org_id)
);

create table contact_facts (
  org_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  kind text not null check (kind in ('fact', 'preference')),
  name text not null,
  value text not null,
  source text not null check (source in ('model', 'person')),
  conversation_id uuid,              -- model: where the customer said it
  message_id uuid,
  said_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, contact_id) references contacts (org_id, id) on delete cascade
);
create unique index contact_facts_name on contact_facts (contact_id, org_id, lower(name));

-- Of each conversation that was read: what it was about, and up to which message it was read.
create table conversation_summaries (
  org_id uuid not null,
  conversation_id uuid not null,
  contact_id uuid not null,
  summary text not null,
  until uuid not null,
  made_at timestamptz not null default now(),
  primary key (org_id, conversation_id),
  foreign key (org_id, conversation_id) references conversations (org_id, id) on delete cascade
);
create index conversation_summaries_contact on conversation_summaries (contact_id, org_id, made_at);

-- Conversations that came to their end and are to be read. No content.
create table memory_work (
  org_id uuid not null,
  conversation_id uuid not null,
  due_at timestamptz not null default now(),
  lent_until timestamptz not null default '-infinity',
  attempts integer not null default 0,
  primary key (org_id, conversation_id),
  foreign key (org_id, conversation_id) references conversations (org_id, id) on delete cascade
);
create index memory_work_due on memory_work (due_at);

-- Turns know nothing of it: a conversation is noted when it is seen to be resolved, or resolved again.
create function remember_later() returns trigger language plpgsql
set search_path = ${schema}, pg_temp as $$
begin
  insert into memory_work (org_id, conversation_id)
  select s.org_id, new.conversation_id from contact_memory_settings s
  where s.org_id = new.org_id and s.learns
  on conflict (org_id, conversation_id) do update
    set due_at = now(), lent_until = '-infinity', attempts = memory_work.attempts + 1;
  return null;
end $$;
create trigger remembered after update of status on inbox_items for each row
  when (new.status = 2 and (old.status <> 2 or new.last_at > old.last_at))
  execute function remember_later();

call tenant_table('contact_memory_settings');
call tenant_table('contact_facts');
call tenant_table('conversation_summaries');
call work_table('memory_work');

grant select on contact_memory_settings to ${ingest}, ${worker};
grant select, insert, update on contact_memory_settings to ${api};
grant select, insert, update, delete on contact_facts, conversation_summaries to ${api}, ${worker};
grant select, insert, update on memory_work to ${ingest};
grant select, insert, update, delete on memory_work to ${api}, ${worker};
