import { expect, test } from 'vitest';
import { ok, recordOaCalls, sentBody, userId } from './record-oa-calls.ts';
import { jsonOf } from './recording-server.ts';

const { server, client } = await recordOaCalls();

test('by user id', async () => {
  server.answer(sentBody);
  await client().sendTemplate({ userId, templateId: '77', templateData: { ten: 'Lê'.normalize('NFD') } });
  expect(server.only().url).toBe('/v3.0/oa/message/template');
  expect(jsonOf(server.only())).toEqual({
    user_id: userId,
    template_id: '77',
    template_data: { ten: 'Lê' },
  });
});
test('by phone', async () => {
  server.answer(
    '{"error":0,"message":"Success","data":{"msg_id":"a1","sent_time":"1616673095659","sending_mode":"1",' +
      '"quota":{"dailyQuota":"500","remainingQuota":"499"}}}',
  );
  const message = { phone: '84987654321', templateId: '7895', templateData: { ma: '1' }, trackingId: 'x' };
  expect(await client().sendTemplateByPhone({ ...message, sendingMode: '3', development: true })).toEqual({
    messageId: 'a1',
    sentAtMs: 1616673095659,
    sendingMode: '1',
    dailyQuota: 500,
    remainingQuota: 499,
  });
  expect(server.only()).toMatchObject({ method: 'POST', url: '/business/message/template' });
  expect(jsonOf(server.only())).toEqual({
    phone: '84987654321',
    template_id: '7895',
    template_data: { ma: '1' },
    tracking_id: 'x',
    sending_mode: '3',
    mode: 'development',
  });
});
test('status by phone', async () => {
  for (const [status, state] of [
    [1, 'received'],
    ['0', 'not_received'],
    [-1, 'not_found'],
  ] as const) {
    server.answer(ok({ status, delivery_time: '1616673095659' }));
    expect(await client().templateStatus('a/1 2'.replace(' ', ''))).toMatchObject({ state });
    expect(server.only()).toMatchObject({
      method: 'GET',
      url: '/business/message/status?message_id=a%2F12',
    });
  }
});

test('quota by phone', async () => {
  server.answer(ok({ dailyQuota: '500', remainingQuota: 499 }));
  expect(await client().templateQuota()).toEqual({ dailyQuota: 500, remainingQuota: 499 });
  expect(server.only()).toMatchObject({ method: 'GET', url: '/business/message/quota' });
});

test('templates that may be sent', async () => {
  server.answer(
    ok([{ templateId: 7895, templateName: 'Tin y tế', status: 'ENABLE', templateQuality: 'HIGH' }]),
  );
  expect(await client().listTemplates({ status: 'ENABLE' })).toEqual([
    { id: '7895', name: 'Tin y tế', status: 'ENABLE' },
  ]);
  expect(server.only()).toMatchObject({
    method: 'GET',
    url: '/business/template/all?offset=0&limit=100&status=1',
  });
});

test('what a template needs and costs', async () => {
  server.answer(
    ok({
      ...{ templateId: '7895', templateName: 'Tin y tế', status: 'ENABLE', price: '300', price_sdt: '200' },
      listParams: [{ name: 'tin', require: true, type: 'STRING', maxLength: 200, acceptNull: false }],
    }),
  );
  expect(await client().templateInfo('7895')).toEqual({
    ...{ id: '7895', name: 'Tin y tế', status: 'ENABLE', price: 200 },
    params: [{ name: 'tin', required: true, maxLength: 200 }],
  });
  expect(server.only()).toMatchObject({ url: '/business/template/info/v2?template_id=7895' });
});
