import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { mountBotEndpoint } from './api/bot-endpoint.ts';
import { allowance, tokenLimits } from './api/direct-line/allowance.ts';
import { fileLinks } from './api/direct-line/files.ts';
import { mountDirectLine } from './api/direct-line.ts';
import { mountPages } from './api/pages.ts';
import { createApi } from './api/server.ts';
import { mountWebChatToken } from './api/web-chat-token.ts';
import type { Bots } from './bot/bots.ts';
import { deliverer } from './bot/deliver.ts';
import { admission } from './bot/gate/admission.ts';
import { connectorToken } from './bot/gate/connector-token.ts';
import { isLoopback } from './bot/gate/loopback.ts';
import { requireOwnSight } from './bot/own-unit.ts';
import { staffSearch } from './bot/search-staff.ts';
import { staffDesk } from './bot/staff.ts';
import { staffCards } from './bot/staff-cards.ts';
import { connector } from './bot/teams/connector.ts';
import { fileTaker } from './bot/teams/take-files.ts';
import { teamsPeople } from './bot/teams/teams-people.ts';
import { customerTyping } from './bot/typing.ts';
import { fetchMedia } from './channels/fetch-media.ts';
import { attachmentStore } from './db/attachments.ts';
import { type Database, openDatabase } from './db/database.ts';
import { deviceKeys } from './device-keys.ts';
import type { DeviceKeys } from './domain/iot/devices/device.ts';
import { requireRole, system } from './domain/people/actor.ts';
import { reactions } from './domain/reactions.ts';
import { slotsFor } from './domain/scheduling/offer-slots.ts';
import type { Commit } from './domain/unit.ts';
import { myDay } from './domain/work-orders/my-day.ts';
import { healthOf, workOf } from './health.ts';
import { inboxWorker } from './jobs/inbox.ts';
import { outboxWorker } from './jobs/outbox.ts';
import { pace } from './jobs/pace.ts';
import { retentionWorker } from './jobs/retention.ts';
import { timerWorker } from './jobs/timers.ts';
import { type EmbeddedCopilot, embeddedCopilot } from './knowledge/copilot.ts';
import { liveIndex } from './knowledge/live-index.ts';
import type { SearchIndex } from './knowledge/search-index.ts';
import { keptSecret } from './secret.ts';
import { seedAdmin, seedDemo, seedQueue } from './seed.ts';
import type { Settings } from './settings.ts';
import { type TelemetrySide, telemetrySide } from './telemetry.ts';

/** The running product. */
export interface App {
  /** Where it listens. */
  readonly url: string;
  /** Where devices connect with MQTT; null when another has the port. */
  readonly devices: string | null;
  readonly database: Database;
  /** Takes nothing new, ends what was begun and closes; resolves within 10 s. */
  stop(): Promise<void>;
}

/** Wires everything to everything and starts it. Resolves when it listens and every part is ready. */
export async function startApp(settings: Settings, log: Logger): Promise<App> {
  mkdirSync(settings.dataDir, { recursive: true });
  const secret = settings.secret ?? keptSecret(settings.dataDir);
  const database = await openDatabase({ url: settings.databaseUrl, dataDir: settings.dataDir, log });
  const commit = database.commit(reactions);
  if (settings.mode === 'demo') await seedDemo(database);
  else if (!(await seedAdmin(database, settings.admin)))
    log.warn('nobody can sign in yet: set ADMIN_AAD_OBJECT_ID to the object id of the first admin');
  await seedQueue(database);
  const index = await liveIndex({
    articles: database.tables.articles,
    onCommitted: database.onCommitted,
    log,
  });
  const copilot = embeddedCopilot(index);
  const zone = settings.zone ?? (await database.tables.calendars.first({}))?.zone ?? 'UTC';
  const keys = deviceKeys(secret);
  const telemetry = await telemetrySide({ settings, log, database, commit, keys });
  const house = { settings, log, secret, database, commit, index, copilot, zone, keys, telemetry };

  const staff = staffSide(house);
  const web = webSide(house, staff);
  await listen(web.api.server, settings);
  const { port } = web.api.server.address() as AddressInfo;
  const workers = jobs(house, { bots: web.bots, deliver: staff.deliver });
  for (const worker of workers.all) worker.start();
  await telemetry.start();
  await web.bots;
  log.info({ port, mode: settings.mode, database: database.dialect }, 'ready');

  const stop = async () => {
    web.chats.stop();
    await web.api.close();
    await telemetry.stop();
    await Promise.all(workers.all.map((worker) => worker.stop()));
    staff.link.close();
    await database.close();
  };
  return { url: `http://${settings.host}:${port}`, devices: telemetry.address(), database, stop };
}

interface House {
  readonly settings: Settings;
  readonly log: Logger;
  readonly secret: string;
  readonly database: Database;
  readonly commit: Commit;
  readonly index: SearchIndex;
  readonly copilot: EmbeddedCopilot;
  readonly zone: string;
  readonly keys: DeviceKeys;
  readonly telemetry: TelemetrySide;
}

/** What staff see and do: cards, the desk, and what is sent to them in Teams. */
function staffSide(house: House) {
  const { settings, log, secret, database, commit, copilot, zone, keys, telemetry } = house;
  const { bot } = settings;
  const tables = database.tables;
  const now = () => database.clock.now();
  const suggest = copilot.suggest;
  const cards = staffCards({
    tables,
    suggest,
    fileLink: fileLinks({ publicUrl: settings.publicUrl, secret }),
    now,
    zone,
    askNow: telemetry.api.now,
    slots: (workOrderId) => commit((unit) => slotsFor(unit, { workOrderId }), { actor: system }),
    day: (personId) => commit((unit) => myDay(unit, { personId }), { actor: system }),
  });
  const token =
    bot.appId && bot.appPassword
      ? connectorToken({
          tokenUrl: bot.tokenUrl ?? microsoftTokenUrl(bot.tenantId),
          appId: bot.appId,
          appPassword: bot.appPassword,
          fetch,
          now: () => new Date(),
        })
      : null;
  const link = connector({ token });
  const attachments = attachmentStore({
    dataDir: settings.dataDir,
    commit,
    newId: database.newId,
    restKeys: settings.telemetry.restKeys,
  });
  const desk = staffDesk({ commit, tables, copilot, deviceKeys: keys, render: cards.render });
  return {
    cards,
    desk,
    link,
    attachments,
    deliver: deliverer({ tables, commit, connector: link, render: cards.render, channels: {}, now }),
    typing: customerTyping({ tables, connector: link, now, log }),
    people: teamsPeople({ commit, tables }),
    search: staffSearch({ tables, suggest, caseResult: cards.renderCaseResult }),
    takeFiles: fileTaker({ attachments, fetchMedia, token }),
    admit: admission({
      mode: settings.mode,
      appId: bot.appId,
      metadataUrl: bot.openIdMetadataUrl,
      issuer: bot.tokenIssuer,
      log,
    }),
  };
}

/** Everything that is reached over HTTP. The bot SDKs take a second to load, so they load while the server listens. */
function webSide(house: House, staff: ReturnType<typeof staffSide>) {
  const { settings, log, secret, database, commit, copilot, zone } = house;
  const { publicUrl, mode } = settings;
  const { tables, onCommitted, newId } = database;
  const bots = loadBots(house, staff);
  const api = createApi({
    zone,
    metricsToken: settings.metricsToken,
    publicUrl,
    mode,
    secret,
    commit,
    tables,
    eventLog: database.eventLog,
    onCommitted,
    clock: database.clock,
    log,
    work: workOf(database),
    health: () => healthOf(house),
    isLoopback,
    deviceKeys: house.keys,
    telemetry: house.telemetry.api,
    know: copilot,
    desk: staff.desk,
    typing: async (actor, caseId) => {
      const found = await tables.cases.find(caseId);
      const conversation = found?.conversationId
        ? await tables.conversations.find(found.conversationId)
        : undefined;
      if (conversation?.channel === 'web-chat') chats.typing(conversation.externalId, actor);
    },
    renderPost: (post) => staff.cards.render(post, { dialogs: false }),
    attachments: staff.attachments,
    ...(settings.oidc ? { oidc: settings.oidc } : {}),
  });
  const common = {
    tokenAllowance: allowance(tokenLimits),
    publicUrl,
    secret,
    commit,
    log,
    tables,
    newId,
    siteKey: settings.siteKey ?? (mode === 'demo' ? secret : undefined),
  };
  const chats = mountDirectLine(api.server, {
    ...common,
    onCommitted,
    webChatLog: database.webChatLog,
    attachments: staff.attachments,
    onTyping: (webChatId) => void staff.typing(webChatId),
  });
  mountWebChatToken(api.server, { ...common, mode, isLoopback });
  mountBotEndpoint(api.server, {
    publicUrl,
    log,
    admit: staff.admit,
    commit,
    invoke: async (activity, traceId) => (await bots).invoke(activity, traceId),
  });
  house.telemetry.mount(api.server);
  mountPages(api.server, { webRoot: new URL('web/', import.meta.url), company: settings.company, mode });
  return { api, chats, bots };
}

async function loadBots(
  { settings, database, commit, copilot }: House,
  staff: ReturnType<typeof staffSide>,
): Promise<Bots> {
  const { bots } = await import('./bot/bots.ts');
  return bots({
    appId: settings.bot.appId ?? '',
    connector: staff.link,
    commit,
    know: copilot,
    desk: staff.desk,
    people: staff.people,
    search: staff.search,
    takeFiles: staff.takeFiles,
    dialog: async (actor, verb, data) => {
      requireRole(actor, 'agent', 'supervisor', 'dispatcher', 'technician');
      await requireOwnSight(database.tables, actor, data);
      return staff.cards.renderDialog(verb, data);
    },
  });
}

/** The clock's way in, woken by commits so that nothing waits for a poll. */
function jobs(
  { log, database, commit }: House,
  { bots, deliver }: { readonly bots: Promise<Bots>; readonly deliver: ReturnType<typeof deliverer> },
) {
  const common = { now: () => database.clock.now(), random: Math.random, log, place: pace() };
  const inbox = inboxWorker({
    ...common,
    inbox: database.inbox,
    handle: async (arrival) => (await bots).handle(arrival),
  });
  const outbox = outboxWorker({ ...common, outbox: database.outbox, deliver });
  const timers = timerWorker({ ...common, timers: database.timers, commit });
  database.onCommitted((news) => {
    if (news.inbox) inbox.wake();
    if (news.outbox) outbox.wake();
    if (news.timers) timers.wake();
  });
  const retention = retentionWorker({ trimInbox: database.trimInbox, commit, now: common.now, log });
  return { all: [inbox, outbox, timers, retention] };
}

const microsoftTokenUrl = (tenantId: string | undefined): string =>
  `https://login.microsoftonline.com/${tenantId ?? 'botframework.com'}/oauth2/v2.0/token`;

const listen = (
  server: {
    listen(port: number, host: string, done: () => void): void;
    once(name: 'error', fail: (error: Error) => void): void;
  },
  { port, host }: Settings,
): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
