-- WhatsApp Business Accounts: where what is told of them belongs, and the templates that their numbers
-- share.

-- Whose API the number is reached through; access_token holds 360dialog's key as well, and
-- webhook_verify_token the secret that its webhooks carry.
alter table whatsapp_accounts add column provider text not null default 'meta'
  check (provider in ('meta', '360dialog'));

-- A route of a business account leads to one of its numbers, whose app has to have signed.
alter table channel_routes add column business boolean not null default false;

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
grant delete on channel_pauses to ${api};
grant update (next_at) on outbox to ${api};
