/** What a user shared through `request_user_info`, in one form whichever the platform sent. */
import { z } from 'zod';
import { lenient, wireString } from '../http/wire.ts';

const text = lenient(wireString);
const wire = z.object({
  name: text,
  phone: text,
  user_dob: text,
  gender: text,
  full_address: lenient(
    z.object({
      user_address: text,
      user_ward: text,
      user_district: text,
      user_city: text,
    }),
  ),
  address: text,
  ward: text,
  district: text,
  city: text,
});

/** `info` of `user_submit_info`: the newer form nests the address and has no district, the older one is flat. */
export const submittedInfo = wire.transform((info) => ({
  name: info.name,
  /** As sent, usually `84…` without a plus. */
  phone: info.phone,
  /** As sent: `DD/MM/YYYY`. */
  birth_date: info.user_dob,
  /** As sent, in Vietnamese: `Nam`, `Nữ`. */
  gender: info.gender,
  address: info.full_address?.user_address ?? info.address,
  ward: info.full_address?.user_ward ?? info.ward,
  district: info.full_address?.user_district ?? info.district,
  city: info.full_address?.user_city ?? info.city,
}));
