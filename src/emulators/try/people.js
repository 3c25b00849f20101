import { ask } from './server.js';
import { currentLanguage } from './texts.js';

const NAMES = {
  vi: ['Nguyễn Văn An', 'Trần Thị Bình', 'Lê Hoàng Cường', 'Phạm Thu Dung', 'Võ Minh Đức', 'Huỳnh Mỹ Linh'],
  en: ['Anna Schmidt', 'John Miller', 'Kim Min-jun', 'Maria Santos', 'Chen Wei', 'Olga Ivanova'],
};

/** The person of this tab on one platform; a reload keeps them, and so does a restart of the server. */
export async function admit(channel) {
  const kept = JSON.parse(sessionStorage.getItem(`try.${channel}`) ?? 'null');
  const names = NAMES[currentLanguage()];
  const { id, name } = await ask('POST', 'people', {
    channel,
    name: kept?.name ?? names[Math.floor(Math.random() * names.length)],
    language: currentLanguage(),
    id: kept?.id,
  });
  sessionStorage.setItem(`try.${channel}`, JSON.stringify({ id, name }));
  return { id, name };
}

/** The next `admit` gives somebody new. */
export const forget = (channel) => sessionStorage.removeItem(`try.${channel}`);

export const act = (channel, id, what) => ask('POST', `people/${channel}/${id}/acts`, what);
