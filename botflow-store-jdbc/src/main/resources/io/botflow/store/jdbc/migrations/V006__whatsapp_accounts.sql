-- WhatsApp Business Accounts: where what is told of them belongs, and the templates that their numbers
-- share.

-- Whose API the number is reached through; access_token holds 360dialog's key as well, and
-- webhook_verify_token the secret that its webhooks carry.
alter table whatsapp_accounts add column provider text not null default 'meta'
  check (provider in ('meta', '360dialog'));

-- A route of a business account leads to one of its numbers, whose app has to have signed.
alter table channel_routes add column business boolean not null default false;

-- The channel's id of the person for the group of companies that the business belongs to.
alter table contacts add column parent_id text;

-- The rules of tenants bind the owner as well, who has to see all of them here.
alter table channel_routes no force row level security;
alter table whatsapp_accounts no force row level security;
insert into channel_routes (kind, account, org_id, channel_id, bot_id, business)
select distinct on (w.business_account_id) 'whatsapp', w.business_account_id, r.org_id, r.channel_id,
  r.bot_id, true
from whatsapp_accounts w
join channel_routes r on r.org_id = w.org_id and r.channel_id = w.id and r.kind = 'whatsapp'
where w.business_account_id is not null
order by w.business_account_id, w.created_at, w.id
on conflict (kind, account) do nothing;
alter table channel_routes force row level security;
alter table whatsapp_accounts force row level security;

-- Who connects a number again has mended what its messages waited for.
grant update (until) on channel_pauses to ${api};
grant update (next_at) on outbox to ${api};

-- Templates as the network last told of them.
create table message_templates (
  org_id uuid not null references organizations (id) on delete cascade,
  business_account_id text not null,
  name text not null,
  language text not null,
  id text not null,                  -- the network's
  content json not null,             -- as the network writes it
  status text not null,
  quality text not null,
  reason text,
  stale boolean not null,            -- changed at the network and not read again yet
  updated_at timestamptz not null default now(),
  primary key (org_id, business_account_id, name, language)
);

-- What was done with templates, since the network limits how often.
create table template_acts (
  org_id uuid not null references organizations (id) on delete cascade,
  business_account_id text not null,
  kind text not null check (kind in ('CREATED', 'EDITED', 'DELETED')),
  template text not null,
  at timestamptz not null
);
create index on template_acts (org_id, business_account_id, at);

-- What was told of templates and is not looked at yet: events of channel_events.
create table template_news (
  org_id uuid not null,
  event_id uuid not null,
  channel_id uuid not null,
  primary key (org_id, event_id),
  foreign key (org_id, channel_id) references channels (org_id, id) on delete cascade
);
create index on template_news (org_id, channel_id, event_id);

-- When a business account's templates are to be read from the network. No content.
create table template_reads (
  org_id uuid not null,
  business_account_id text not null,
  channel_id uuid not null,          -- the number whose token reads them
  due_at timestamptz not null,
  lent_until timestamptz not null default '-infinity',
  asked integer not null default 1,  -- grows, so that what was asked during a read is not lost
  attempts integer not null default 0,
  primary key (org_id, business_account_id),
  foreign key (org_id, channel_id) references channels (org_id, id) on delete cascade
);
create index on template_reads (due_at);
create index on template_reads (org_id, channel_id);

call tenant_table('message_templates');
call tenant_table('template_acts');
call tenant_table('template_news');
call work_table('template_reads');

grant select, insert, update, delete on message_templates, template_acts, template_reads to ${api};
grant select, insert, update, delete on message_templates to ${worker};
grant select, update on template_reads to ${worker};
grant select, delete on template_news to ${worker};
grant insert on template_news to ${ingest};
grant select, insert, update on template_reads to ${ingest};
grant select on message_templates to ${report};

alter table channel_routes no force row level security;
alter table template_reads no force row level security;
insert into template_reads (org_id, business_account_id, channel_id, due_at)
select org_id, account, channel_id, now() from channel_routes where business;
alter table channel_routes force row level security;
alter table template_reads force row level security;
