-- A message in several pieces has one template for all of them: where it went, the later pieces do not.
alter table conversations
  add column replaced bigint;   -- the number of the message in whose place a template last went
