import { verifyOaSignature } from 'zalo-api-client';
import { describe, expect, test } from 'vitest';
import { refusedWith, startZalo } from './start-zalo.ts';

const DAY = 24 * 3_600_000;
const templates = [
  { id: '7895417', words: 'Chào <ten>, mời khai báo lại trước <gio>.' },
  { id: '7895418', words: 'Mã của bạn là <otp>', byUser: false },
];
const templateData = { ten: 'chị Lan', gio: '17 giờ' };

describe('a template by user id', () => {
  test('arrives at any time, is billed, and is echoed', async () => {
    const { oa, zalo, bot } = await startZalo({ templates });
    const person = zalo.person({ returning: true });
    person.silentFor(100);
    const sent = await oa.sendTemplate({ userId: person.id, templateId: '7895417', templateData });
    expect(sent).toMatchObject({ userId: person.id, quota: undefined });
    expect(await person.nextMessage()).toMatchObject({
      id: sent.messageId,
      text: 'Chào chị Lan, mời khai báo lại trước 17 giờ.',
    });
    expect((await bot.hears(1))[0]?.json).toMatchObject({
      event_name: 'oa_send_template',
      message: { msg_id: sent.messageId },
    });
  });

  test('is refused for a template, data or person that will not do', async () => {
    const { oa, zalo } = await startZalo({ templates });
    const person = zalo.person({ returning: true });
    const send = (change: Partial<Parameters<typeof oa.sendTemplate>[0]>) =>
      oa.sendTemplate({ userId: person.id, templateId: '7895417', templateData, ...change });
    await expect(send({ templateId: '1' })).rejects.toEqual(refusedWith(-201));
    await expect(send({ templateId: '7895418' })).rejects.toEqual(refusedWith(-249));
    await expect(send({ templateData: { ten: 'Lan' } })).rejects.toEqual(refusedWith(-201));
    await expect(send({ userId: '1' })).rejects.toEqual(refusedWith(-201));
    await expect(send({ userId: zalo.person().id })).rejects.toEqual(refusedWith(-213));
    await person.leaves();
    await expect(send({})).rejects.toEqual(refusedWith(-213));
    expect(person.messages).toEqual([]);
  });
});

test('templates are listed with what they need', async () => {
  const { oa } = await startZalo({
    templates: [{ ...templates[0], id: '7', name: 'Nhắc', words: '<ten> <gio>' }],
  });
  expect(await oa.listTemplates()).toEqual([{ id: '7', name: 'Nhắc', status: 'ENABLE' }]);
  expect(await oa.templateInfo('7')).toMatchObject({
    price: 200,
    params: [{ name: 'ten', required: true }, { name: 'gio' }],
  });
  await expect(oa.templateInfo('8')).rejects.toEqual(refusedWith(-109, 'zbs'));
});

describe('a template by phone', () => {
  test('reaches somebody who never met the account, and its receipt comes signed and marked', async () => {
    const { oa, zalo, bot, clock, KEYS } = await startZalo({ templates, phoneQuota: 3 });
    const person = zalo.person({ phone: '84912345678' });
    const sent = await oa.sendTemplateByPhone({
      ...{ phone: '84912345678', templateId: '7895418', templateData: { otp: '0427' } },
      trackingId: 'lần-1',
    });
    expect(sent).toMatchObject({ sentAtMs: clock.now, sendingMode: '1', dailyQuota: 3, remainingQuota: 2 });
    expect((await person.nextMessage()).text).toBe('Mã của bạn là 0427');
    const [receipt] = await bot.hears(1);
    expect(receipt?.headers).toMatchObject({ 'x-zevent-server': 'ZNS' });
    expect(receipt?.json).toMatchObject({
      event_name: 'user_received_message',
      recipient: { id: '84912345678' },
      message: { msg_id: sent.messageId, tracking_id: 'lần-1', delivery_time: String(clock.now) },
    });
    const signature = receipt?.headers['x-zevent-signature'];
    expect(verifyOaSignature(receipt?.raw ?? Buffer.alloc(0), signature, KEYS)).toMatchObject({ ok: true });
    expect((await oa.templateStatus(sent.messageId)).state).toBe('received');
    expect((await oa.templateStatus('f'.repeat(20))).state).toBe('not_found');
  });

  test('costs quota until the day ends in Vietnam, in development mode none', async () => {
    const { oa, zalo, clock } = await startZalo({ templates, phoneQuota: 1 });
    const { phone } = zalo.person();
    const send = (development: boolean) =>
      oa.sendTemplateByPhone({ phone, templateId: '7895417', templateData, development });
    await send(true);
    expect(await oa.templateQuota()).toEqual({ dailyQuota: 1, remainingQuota: 1 });
    await send(false);
    await expect(send(false)).rejects.toEqual(refusedWith(-144, 'zbs'));
    await send(true);
    clock.now += DAY;
    await send(false);
  });

  test('has refusals of its own', async () => {
    const { oa, zalo, post, useToken } = await startZalo({ templates });
    const { phone } = zalo.person();
    const send = (change: object) =>
      oa.sendTemplateByPhone({ phone, templateId: '7895417', templateData, ...change });
    await expect(send({ templateId: '1' })).rejects.toEqual(refusedWith(-109, 'zbs'));
    await expect(send({ templateData: {} })).rejects.toEqual(refusedWith(-1122, 'zbs'));
    await expect(send({ phone: '84900000000' })).rejects.toEqual(refusedWith(-118, 'zbs'));
    const wire = { phone, template_id: '7895417', template_data: templateData };
    expect(await post('/message/template', { ...wire, phone: '0912345678' })).toMatchObject({ error: -108 });
    expect(await post('/message/template', { ...wire, tracking_id: 'x'.repeat(49) })).toMatchObject({
      error: -112,
    });
    useToken('forged');
    await expect(send({})).rejects.toEqual(refusedWith(-124, 'zbs'));
  });
});
