-- Advisories are tried on oneself: a chat staff have shown to be theirs.

-- One for each of their channels; test messages go there and nowhere else.
create table staff_chats (
  staff uuid not null references staff on delete cascade,
  channel text not null,
  urn text not null unique,
  bound_at timestamptz not null,
  primary key (staff, channel)
);

-- The word somebody sends from their chat to show that it is theirs: one at a time, good once and for minutes.
create table staff_words (
  staff uuid primary key references staff on delete cascade,
  -- SHA-256 (hex).
  word text not null unique,
  expires_at timestamptz not null
);
