import { expect, test } from 'vitest';
import { base, readOaEvent } from './read-oa-event.ts';

const submit = (info: unknown) => readOaEvent({ ...base, event_name: 'user_submit_info', info });
test('the newer form', () => {
  const info = {
    name: 'Nguyễn Văn A',
    phone: '84912345678',
    user_dob: '30/10/1999',
    gender: 'Nam',
    full_address: { user_city: 'Hà Nội', user_ward: 'Cầu Giấy', user_address: 'Số 1' },
  };
  expect(submit(info)).toMatchObject({
    info: {
      name: 'Nguyễn Văn A',
      phone: '84912345678',
      birth_date: '30/10/1999',
      gender: 'Nam',
      address: 'Số 1',
      ward: 'Cầu Giấy',
      district: undefined,
      city: 'Hà Nội',
    },
  });
});
test('the older form, the phone a number', () => {
  const info = { name: 'A', phone: 84912345678, address: 'x', city: 'c', district: 'd', ward: 'w' };
  expect(submit(info)).toMatchObject({ info: { ...info, phone: '84912345678' } });
});
test('odd parts are left out, not fatal', () => {
  expect(submit({ name: null, phone: ['x'], full_address: '…' })).toMatchObject({
    info: { name: undefined, phone: undefined, address: undefined },
  });
});
