/** Every kind of update of the Bot API, with a body of its shape. Source: core.telegram.org/bots/api#update. */
export function everyTelegramUpdate(from: { id: number; is_bot: boolean; first_name: string }): object[] {
  const chat = { id: from.id, type: 'private', first_name: from.first_name };
  const group = { id: -1_001_234_567_890, type: 'supergroup', title: 'Xóm' };
  const date = Math.floor(Date.now() / 1000);
  const post = { message_id: 5, chat: { ...group, type: 'channel' }, date, text: 'Tin' };
  const message = { message_id: 6, from, chat, date, text: 'khai báo', business_connection_id: 'b' };
  const member = { chat: group, from, date, old_chat_member: { user: from, status: 'left' } };
  return [
    { channel_post: post },
    { edited_channel_post: { ...post, edit_date: date } },
    { business_connection: { id: 'b', user: from, user_chat_id: from.id, date, is_enabled: true } },
    { business_message: message },
    { edited_business_message: { ...message, edit_date: date } },
    { deleted_business_messages: { business_connection_id: 'b', chat, message_ids: [6] } },
    { guest_message: message },
    {
      message_reaction: {
        chat,
        message_id: 6,
        user: from,
        date,
        old_reaction: [],
        new_reaction: [{ type: 'emoji', emoji: '👍' }],
      },
    },
    { message_reaction_count: { chat: group, message_id: 6, date, reactions: [] } },
    { inline_query: { id: '1', from, query: 'khai', offset: '' } },
    { chosen_inline_result: { result_id: '1', from, query: 'khai' } },
    { shipping_query: { id: '1', from, invoice_payload: 'x', shipping_address: {} } },
    { pre_checkout_query: { id: '1', from, currency: 'VND', total_amount: 1, invoice_payload: 'x' } },
    { purchased_paid_media: { from, paid_media_payload: 'x' } },
    { poll: { id: '1', question: '?', options: [], total_voter_count: 0, is_closed: true } },
    { poll_answer: { poll_id: '1', user: from, option_ids: [0] } },
    { chat_member: { ...member, new_chat_member: { user: from, status: 'member' } } },
    { chat_join_request: { chat: group, from, user_chat_id: from.id, date } },
    { chat_boost: { chat: group, boost: { boost_id: '1', add_date: date } } },
    { removed_chat_boost: { chat: group, boost_id: '1', remove_date: date } },
    { managed_bot: { user: from, bot: { ...from, is_bot: true } } },
    { subscription: { user: from, payload: 'x' } },
    { a_kind_of_next_year: { from, chat } },
    { message: { message_id: 7, from, chat: group, date, text: 'khai báo' } },
    { message: { message_id: 8, chat: group, date, sender_chat: group, text: 'khai báo' } },
    { edited_message: { message_id: 7, from, chat: group, date, edit_date: date, text: 'khai báo' } },
    { my_chat_member: { ...member, new_chat_member: { user: from, status: 'left' } } },
  ];
}

/** Names of the events an Official Account gets that nobody wrote to it with. Source: docs.zaloplatforms.com/docs/OA/webhook. */
export const zaloEventsWithoutWords: readonly string[] = [
  ...['user_click_chatnow', 'user_seen_message', 'user_received_message', 'user_reacted_message'],
  ...[
    'oa_reacted_message',
    'oa_send_text',
    'oa_send_image',
    'oa_send_file',
    'oa_send_sticker',
    'oa_send_gif',
  ],
  ...[
    'oa_send_list',
    'oa_send_template',
    'anonymous_send_text',
    'anonymous_send_image',
    'anonymous_send_file',
  ],
  ...['anonymous_send_sticker', 'oa_send_anonymous_text', 'oa_send_anonymous_image', 'update_user_info'],
  ...[
    'add_user_to_tag',
    'remove_user_from_tag',
    'remove_tag',
    'user_withdraw',
    'widget_interaction_accepted',
  ],
  ...['widget_failed_to_sync_user_external_id', 'user_send_group_text', 'oa_send_group_text', 'create_group'],
  ...['user_join_group', 'user_leave_group', 'oa_send_consent', 'user_reply_consent', 'user_call_oa'],
  ...['extension_purchased', 'change_template_status', 'change_template_quality', 'change_oa_daily_quota'],
  ...[
    'user_feedback',
    'user_click_response_button',
    'event_journey_started',
    'user_click_button',
    'postback',
  ],
  ...['__proto__', 'constructor', 'toString', '', 'a_kind_of_next_year'],
];

/** Events of the Bot Platform that hold nothing for us. */
export const botEventsWithoutWords: readonly string[] = [
  ...['message.location.received', 'message.document.received', 'user.followed', 'message.text.deleted'],
  ...['MESSAGE.TEXT.RECEIVED', 'message.text', '__proto__', 'constructor', '', 'a.kind.of.next.year'],
];
