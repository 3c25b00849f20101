-- Who read an advisory, what each person got, and when one halts by itself.

-- The platform's id of the message, where it will say that it was read; forgotten once it has.
alter table deliveries add column message text;
create index deliveries_by_message on deliveries (message) where message is not null;
