-- What a server has stored after {messages} messages: one conversation for each hundred of them, over
-- the last 30 days, with what belongs to them. The only statements of the load program that know the
-- store's tables.
set search_path = botflow;

-- The owner fills the tables past the rules that bind it while it serves.
do $$ declare one text; begin
  foreach one in array array['channels', 'bots', 'contacts', 'conversations', 'inbound_keys', 'messages', 'turns',
    'deliveries'] loop
    execute format('alter table %I no force row level security', one);
  end loop;
end $$;

create temporary table past on commit preserve rows as
select n, gen_random_uuid() as conversation_id, gen_random_uuid() as contact_id, r.org_id, r.channel_id,
  r.bot_id
from generate_series(0, ({messages} + 99) / 100 - 1) n
join (select b.org_id, c.id as channel_id, b.id as bot_id,
    row_number() over (order by c.account) - 1 as place, count(*) over () as places
  from channels c join bots b on b.org_id = c.org_id) r on n % places = place;

insert into contacts (org_id, id, channel_id, phone, profile_name)
select org_id, contact_id, channel_id, (27830000000 + n)::text, 'Past' from past;

insert into conversations (org_id, id, channel_id, bot_id, contact_id, session, turns, next_message,
  last_inbound_at)
select org_id, conversation_id, channel_id, bot_id, contact_id,
  '{"status":"ENDED","frames":[],"attempts":0,"turns":50}', 50, 51, now() - interval '1 day'
from past;

create temporary table said on commit preserve rows as
select past.*, turn, now() - random() * interval '30 days' as at,
  'wamid.HBgLMjc4MzAwMDAwEhgUPAST' || n || '_' || turn || '_' as wamid
from past, generate_series(1, 50) turn;

-- An id as the store makes it: the moment first, anything after it.
create function pg_temp.id_at(moment timestamptz) returns uuid language sql volatile as
$$ select (left(first_id(moment)::text, 13) || right(gen_random_uuid()::text, 23))::uuid $$;

insert into inbound_keys (channel_id, kind, key, org_id, received_at)
select channel_id, 1, wamid || 'i', org_id, at from said;

with m as materialized (
  select pg_temp.id_at(at) as id, s.*, inbound from said s, (values (true), (false)) way (inbound)),
sent as (
  insert into deliveries (org_id, id, conversation_id, channel_id, external_id, status, status_at)
  select org_id, id, conversation_id, channel_id, wamid || 'o', 3, at from m where not inbound)
insert into messages (org_id, id, conversation_id, channel_id, inbound, turn, sent_by, content,
  external_id, sent_at)
select org_id, id, conversation_id, channel_id, inbound, turn,
  case when inbound then 'customer' else 'bot' end,
  '{"kind":"text","body":"A1046 is on its way, Sipho 46."}',
  case when inbound then wamid || 'i' end, at
from m;

insert into turns (org_id, conversation_id, number, id, bot_id, input, attempt, events, created_at)
select org_id, conversation_id, turn, pg_temp.id_at(at), bot_id, 1, 1,
  '[{"event":"heard","message":{"id":"wamid.HBgLMjc4MzAwMDAwEhgUPAST","content":{"kind":"text","body":"A1046"},"sentAt":"2026-11-25T09:14:53Z"}},{"event":"entered","node":"shipped"},{"event":"said","node":"shipped","message":{"content":{"kind":"text","body":"A1046 is on its way, Sipho 46."},"delay":"PT0S","resend":"AFTER_DOUBT"}},{"event":"left","node":"shipped","port":"next"}]',
  at
from said;

drop table said;
drop table past;

do $$ declare one text; begin
  foreach one in array array['channels', 'bots', 'contacts', 'conversations', 'inbound_keys', 'messages', 'turns',
    'deliveries'] loop
    execute format('alter table %I force row level security', one);
  end loop;
end $$;
