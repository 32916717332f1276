-- Customers over the API: listed by when they came, and erased with all that there is of them.
create index contacts_created on contacts (org_id, created_at, id);

grant delete on messages, deliveries, turns, turn_steps, outbox, send_attempts, channel_events to ${api};
grant select on turn_steps to ${api};
grant select on consents to ${api};
