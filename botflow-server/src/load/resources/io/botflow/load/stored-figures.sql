-- What a server derives from past conversations by itself, for those of stored-messages.sql: the inbox and
-- the figures of 90 days. And one person who belongs to the first {users} organisations.
set search_path = botflow;

do $$ declare one text; begin
  foreach one in array array['organizations', 'memberships', 'channels', 'bots', 'conversations', 'inbox_items',
    'analytics_days', 'analytics_deliveries'] loop
    execute format('alter table %I no force row level security', one);
  end loop;
end $$;

insert into inbox_items (org_id, conversation_id, channel_id, bot_id, contact_id, owner, status, last_at,
  unread)
select org_id, id, channel_id, bot_id, contact_id, owner, 2, now() - random() * interval '30 days',
  (random() * 2)::int
from conversations on conflict do nothing;

insert into analytics_days (org_id, day, bot_id, channel_id, conversations, heard, said, resolved,
  handed_off, answered, answered_ms)
select b.org_id, current_date - d, b.id, c.id, 10, 100, 100, 8, 2, 10, 5000
from bots b join channels c on c.org_id = b.org_id, generate_series(0, 89) d
on conflict do nothing;

insert into analytics_deliveries (org_id, day, bot_id, channel_id, category, sent, delivered, read, failed)
select b.org_id, current_date - d, b.id, c.id, k, 50, 49, 30, 1
from bots b join channels c on c.org_id = b.org_id, generate_series(0, 89) d,
  unnest(array['service', 'utility', 'marketing']) k
on conflict do nothing;

insert into memberships (org_id, user_id, role)
select o.id, u.id, 'owner' from users u,
  (select id from organizations order by slug limit {users}) o;
update organizations set plan = 'enterprise';

do $$ declare one text; begin
  foreach one in array array['organizations', 'memberships', 'channels', 'bots', 'conversations', 'inbox_items',
    'analytics_days', 'analytics_deliveries'] loop
    execute format('alter table %I force row level security', one);
  end loop;
end $$;
