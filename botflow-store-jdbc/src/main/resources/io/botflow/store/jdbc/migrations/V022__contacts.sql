-- Customers over the API: listed by when they came, and erased with all that there is of them.
--
-- An index that begins with the organisation alone would be taken for a good one by whoever looks a row up
-- by its id as well, and read all that the organisation has: those that lists need carry a condition that
-- only lists repeat.
create index contacts_created on contacts (org_id, created_at, id) where created_at > '-infinity';

create index inbox_items_activity on inbox_items (org_id, last_at, conversation_id)
  where last_at > '-infinity';
drop index inbox_items_last;
create index inbox_items_of_contact on inbox_items (contact_id, org_id);
drop index inbox_items_contact;
create index conversation_labels_of_label on conversation_labels (label_id, org_id);
drop index conversation_labels_label;

-- What was added last is in the index before anybody cleans up.
create index turns_made on turns using brin (created_at)
  with (pages_per_range = 16, autosummarize = on);
drop index turns_created;

grant delete on messages, deliveries, turns, turn_steps, outbox, send_attempts, channel_events to ${api};
grant select on turn_steps to ${api};
grant select on consents to ${api};
