-- The secrets of WhatsApp accounts are kept sealed. One role goes over them: it seals at a start what a
-- version before left plain.
create policy identity on whatsapp_accounts to ${identity} using (true) with check (true);
grant select (org_id, id, access_token, app_secret, webhook_verify_token),
  update (access_token, app_secret, webhook_verify_token) on whatsapp_accounts to ${identity};
