-- What a server has stored after {messages} messages: one conversation for each hundred of them, over
-- the last 30 days, with what belongs to them. The only statements of the load program that know the
-- store's tables.
set search_path = botflow;

create temporary table past on commit preserve rows as
select n, gen_random_uuid() as conversation_id, gen_random_uuid() as contact_id, org_id, channel_id,
  bot_id
from generate_series(0, ({messages} + 99) / 100 - 1) n
join (select org_id, channel_id, bot_id, row_number() over (order by account) - 1 as place,
    count(*) over () as places from channel_routes) routes
  on n % places = place;

insert into contacts (org_id, id, channel_id, phone, profile_name)
select org_id, contact_id, channel_id, (27830000000 + n)::text, 'Past' from past;

insert into conversations (org_id, id, channel_id, bot_id, contact_id, session, turns, next_message,
  last_inbound_at)
select org_id, conversation_id, channel_id, bot_id, contact_id,
  '{"status":"ENDED","frames":[],"attempts":0,"turns":50}', 50, 51, now() - interval '1 day'
from past;

create temporary table said on commit preserve rows as
select past.*, turn, gen_random_uuid() as turn_id,
  now() - random() * interval '30 days' as at,
  'wamid.HBgLMjc4MzAwMDAwEhgUPAST' || n || '_' || turn || '_' as wamid
from past, generate_series(1, 50) turn;

insert into inbound_keys (channel_id, kind, key, org_id, received_at)
select channel_id, 1, wamid || 'i', org_id, at from said;

insert into messages (org_id, id, conversation_id, channel_id, inbound, turn, sent_by, content,
  external_id, status, status_at, created_at)
select org_id, gen_random_uuid(), conversation_id, channel_id, inbound, turn,
  case when inbound then 'customer' else 'bot' end,
  '{"kind":"text","body":"A1046 is on its way, Sipho 46."}', wamid || case when inbound then 'i' else 'o' end,
  case when inbound then null else 3 end, case when inbound then null else at end, at
from said, (values (true), (false)) way (inbound);

insert into turns (org_id, conversation_id, number, id, bot_id, input, attempt, events, created_at)
select org_id, conversation_id, turn, turn_id, bot_id, 1, 1,
  '[{"event":"heard","message":{"id":"wamid.HBgLMjc4MzAwMDAwEhgUPAST","content":{"kind":"text","body":"A1046"},"sentAt":"2026-11-25T09:14:53Z"}},{"event":"entered","node":"shipped"},{"event":"said","node":"shipped","message":{"content":{"kind":"text","body":"A1046 is on its way, Sipho 46."},"delay":"PT0S","resend":"AFTER_DOUBT"}},{"event":"left","node":"shipped","port":"next"}]',
  at
from said;

drop table said;
drop table past;
