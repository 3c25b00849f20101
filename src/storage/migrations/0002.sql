-- The grant of a Zalo Official Account: how it is, who is refreshing it, and when to try again.
alter table zalo_grants
  -- Fingerprints of all refresh tokens that ever came from the settings: each begins a chain once.
  add column seeds text[] not null default '{}',
  -- Counts the pairs stored. Whoever holds an answer of Zalo's may store it only on top of the pair it was got with.
  add column generation bigint not null default 0,
  -- good; unsure: a refresh got no usable answer, the token may be spent; refused: Zalo refuses the app; lost: the
  -- refresh token is worth nothing, somebody has to authorise again.
  add column state text not null default 'good'
    check (state in ('good', 'unsure', 'refused', 'lost')),
  -- What Zalo's last refusal was, such as `oauth -14014`; null when the last refresh succeeded.
  add column trouble text,
  -- Refreshes that failed in a row, and until when none is tried.
  add column failures integer not null default 0,
  add column retry_at timestamptz,
  -- The refresh under way. One that is never ended was cut off: the process died, or never heard from the database.
  add column attempt uuid,
  add column attempt_at timestamptz;

update zalo_grants set seeds = array[seed];

alter table zalo_grants
  drop column seed,
  alter column refresh_token drop not null;
