-- When somebody of a unit last signed in: who may urge units has to know it, and nothing else of their accounts.
create function unit_signed_in(which uuid) returns timestamptz
language sql stable security definer set search_path = public, pg_temp
  return (select max(s.signed_in_at) from staff s join units u on u.id = s.unit
    where s.unit = which and staff_sees(u.area_path));
