import type { FastifyPluginAsync } from 'fastify';
import { openCatalogue } from '../broadcast/template-catalogue.ts';
import { createTestSend } from '../broadcast/test-send.ts';
import type { Config } from '../config.ts';
import { consolePages } from '../console/console.ts';
import { createWords } from '../console/words.ts';
import { createFieldCrypto } from '../storage/field-crypto.ts';
import type { Runtime } from './open-runtime.ts';

/** The health units' console over what a program has open; to be registered under `/console`. */
export function openConsole(
  { db, assets, logger, queues, channels, heardAt }: Runtime,
  { publicUrl, telegramBotName, zaloOa, broadcastRates }: Config,
  fieldKey: Buffer,
): FastifyPluginAsync {
  const templates = channels.all.get('zalo-oa')?.templates;
  return consolePages({
    ...{ db, assets, logger, queues, publicUrl },
    crypto: createFieldCrypto(fieldKey),
    words: createWords(assets),
    rates: broadcastRates,
    entrances: { telegramBot: telegramBotName, zaloOa: zaloOa?.oaId ?? null },
    templates: templates === undefined ? null : openCatalogue(templates),
    sendTest: createTestSend({ channels: channels.all, phrasebook: assets.phrasebook, heardAt }),
    now: Date.now,
    secure: publicUrl?.startsWith('https:') ?? false,
  });
}
