import { z } from 'zod';

/** What the environment says, read once and checked whole; every name is documented in docs/operations.md. */
export interface Settings {
  readonly mode: 'demo' | 'production';
  readonly port: number;
  readonly host: string;
  /** The address that the outside uses, without a slash at its end. */
  readonly publicUrl: string;
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** Undefined in demo mode: one is made and kept in the data folder. */
  readonly secret: string | undefined;
  /** Signs the identities the company's own web site vouches for; the secret when it is not set. */
  readonly siteKey: string | undefined;
  readonly bot: {
    readonly appId: string | undefined;
    readonly appPassword: string | undefined;
    readonly tenantId: string | undefined;
    readonly openIdMetadataUrl: string | undefined;
    readonly tokenIssuer: string | undefined;
    readonly tokenUrl: string | undefined;
  };
  readonly oidc: { readonly issuer: string; readonly audience: string } | undefined;
  /** Who becomes the first admin of a production database that has no people yet. */
  readonly admin: { readonly aadObjectId: string; readonly name: string } | undefined;
  /** IANA zone in which staff read times; the service desk calendar's when it is not set. */
  readonly zone: string | undefined;
  /** The company as its customers know it. */
  readonly company: string;
  readonly telemetry: TelemetrySettings;
  /** What a watcher must send to read /metrics; undefined leaves it open. */
  readonly metricsToken: string | undefined;
  readonly logLevel: string;
}

/** Where devices come in, and how what they say is kept. */
export interface TelemetrySettings {
  readonly retentionDays: number;
  readonly retentionGb: number;
  /** 32 bytes each: the first seals the telemetry log and attachments on disk, all open them; none seals nothing. */
  readonly restKeys: readonly Uint8Array[];
  /** Messages a second that one device, and all together, may send before they are held back. */
  readonly deviceRate: number;
  readonly gatewayRate: number;
  /** A broker of the site's own to subscribe to; undefined for none. */
  readonly broker:
    | { readonly url: string; readonly topics: readonly string[]; readonly group: string }
    | undefined;
  /** A real IoT Hub to read from; undefined for none. */
  readonly iotHub: { readonly connectionString: string; readonly consumerGroup: string } | undefined;
  readonly mqtt: {
    readonly host: string;
    /** null: no unencrypted port. */
    readonly port: number | null;
    readonly tls?: { readonly port: number; readonly certPath: string; readonly keyPath: string };
    /** Whether somebody chose a port; a usual one that is taken already only leaves its listener out. */
    readonly isChosen: boolean;
  };
}

/** A start that must not happen: the one line a person reads, naming the setting and the mend. */
export class BadSettings extends Error {}

const text = z.string().trim().min(1).optional();
const portNumber = z.coerce.number({ error: 'a port number' }).int().min(0).max(65_535);
const isRestKey = (key: string): boolean => /^[A-Za-z0-9+/]{43}=$/.test(key);
const address = z.url({ protocol: /^https?$/, error: 'an http or https address' }).optional();

const environment = z.object({
  FIELDLINE_MODE: z.enum(['demo', 'production'], { error: 'demo or production' }).default('production'),
  PORT: z.coerce.number({ error: 'a port number' }).int().min(0).max(65_535).default(3978),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: address,
  DATABASE_URL: text,
  DATA_DIR: z.string().default('./data'),
  FIELDLINE_SECRET: z.string().min(16, 'at least 16 characters').optional(),
  WEB_CHAT_SITE_KEY: z.string().min(16, 'at least 16 characters').optional(),
  MicrosoftAppId: text,
  MicrosoftAppPassword: text,
  MicrosoftAppTenantId: text,
  MicrosoftAppType: z.enum(['MultiTenant', 'SingleTenant', 'UserAssignedMSI']).default('MultiTenant'),
  BOT_OPENID_METADATA_URL: address,
  BOT_TOKEN_ISSUER: text,
  BOT_TOKEN_URL: address,
  COMPANY_NAME: z.string().trim().min(1).max(80).optional(),
  COMPANY_ZONE: z
    .string()
    .refine(
      (zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC',
      'an IANA time zone',
    )
    .optional(),
  OIDC_ISSUER: address,
  OIDC_AUDIENCE: text,
  ADMIN_AAD_OBJECT_ID: z.guid({ error: "a person's object id, a GUID" }).toLowerCase().optional(),
  ADMIN_NAME: z.string().trim().min(1).max(200).default('Administrator'),
  MQTT_HOST: text,
  MQTT_PORT: z.union([z.literal('off'), portNumber], { error: 'a port number, or off' }).optional(),
  MQTT_TLS_PORT: portNumber.optional(),
  MQTT_TLS_CERT: text,
  MQTT_TLS_KEY: text,
  MQTT_URL: z.url({ protocol: /^(mqtts?|wss?)$/, error: 'an mqtt, mqtts, ws or wss address' }).optional(),
  MQTT_TOPICS: z.string().default('devices/{device}/messages/events/#'),
  MQTT_GROUP: z
    .string()
    .regex(/^[^/+#\s]{1,64}$/, 'a name without / + # or spaces')
    .default('fieldline'),
  IOTHUB_EVENTS_CONNECTION_STRING: z
    .string()
    .regex(
      /^Endpoint=sb:\/\/.*EntityPath=/,
      'Endpoint=sb://...;SharedAccessKeyName=...;SharedAccessKey=...;EntityPath=...',
    )
    .optional(),
  IOTHUB_EVENTS_GROUP: z.string().trim().min(1).default('$Default'),
  TELEMETRY_RETENTION_DAYS: z.coerce.number({ error: 'a number of days' }).positive().default(365),
  TELEMETRY_RETENTION_GB: z.coerce.number({ error: 'a number of gigabytes' }).min(0.1).default(20),
  DATA_ENCRYPTION_KEY: z
    .string()
    .transform((keys) => keys.split(',').map((key) => key.trim()))
    .refine(
      (keys) => keys.every(isRestKey),
      '32 random bytes in base64 (older keys behind it, after a comma)',
    )
    .transform((keys) => keys.map((key) => new Uint8Array(Buffer.from(key, 'base64'))))
    .optional(),
  DEVICE_RATE: z.coerce.number({ error: 'messages a second' }).min(0.1).default(2000),
  GATEWAY_RATE: z.coerce.number({ error: 'messages a second' }).min(1).default(50_000),
  METRICS_TOKEN: z.string().min(16, 'at least 16 characters').optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/** What must not stand in a log, even when it is wrong. */
const secrets = /SECRET|KEY|TOKEN$|Password|DATABASE_URL|MQTT_URL|CONNECTION_STRING/;

/**
 * Reads the settings. Refuses to go on with what would be unsafe or is half said: production without real sign-in, app
 * id and secrets, and the demo on an address others can reach.
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const e = parse(environment, env);
  if (e.FIELDLINE_MODE === 'production') requireForProduction(e);
  else if (!isLoopbackHost(e.HOST))
    throw new BadSettings(
      `HOST: demo mode has no real sign-in and listens on loopback only; it is "${e.HOST}"`,
    );
  else if (e.MQTT_HOST && !isLoopbackHost(e.MQTT_HOST))
    throw new BadSettings(`MQTT_HOST: demo mode listens on loopback only; it is "${e.MQTT_HOST}"`);
  if (!e.OIDC_ISSUER !== !e.OIDC_AUDIENCE)
    throw new BadSettings('OIDC_ISSUER and OIDC_AUDIENCE: set both or neither');
  if (e.MicrosoftAppId && !e.MicrosoftAppPassword)
    throw new BadSettings(
      'MicrosoftAppPassword: the bot has an app id but no password, so it could not answer',
    );
  if (!e.MQTT_TLS_CERT !== !e.MQTT_TLS_KEY)
    throw new BadSettings('MQTT_TLS_CERT and MQTT_TLS_KEY: set both (paths of PEM files) or neither');
  return {
    mode: e.FIELDLINE_MODE,
    port: e.PORT,
    host: e.HOST,
    publicUrl: addressOf(e),
    databaseUrl: e.DATABASE_URL ?? `sqlite:${e.DATA_DIR.replace(/\/+$/, '')}/fieldline.db`,
    dataDir: e.DATA_DIR,
    secret: e.FIELDLINE_SECRET,
    siteKey: e.WEB_CHAT_SITE_KEY,
    bot: {
      appId: e.MicrosoftAppId,
      appPassword: e.MicrosoftAppPassword,
      tenantId: e.MicrosoftAppType === 'SingleTenant' ? e.MicrosoftAppTenantId : undefined,
      openIdMetadataUrl: e.BOT_OPENID_METADATA_URL,
      tokenIssuer: e.BOT_TOKEN_ISSUER,
      tokenUrl: e.BOT_TOKEN_URL,
    },
    oidc: e.OIDC_ISSUER && e.OIDC_AUDIENCE ? { issuer: e.OIDC_ISSUER, audience: e.OIDC_AUDIENCE } : undefined,
    admin: e.ADMIN_AAD_OBJECT_ID ? { aadObjectId: e.ADMIN_AAD_OBJECT_ID, name: e.ADMIN_NAME } : undefined,
    zone: e.COMPANY_ZONE,
    company:
      e.COMPANY_NAME ?? (e.FIELDLINE_MODE === 'demo' ? 'Avonside Building Services' : 'Customer service'),
    telemetry: telemetryOf(e),
    metricsToken: e.METRICS_TOKEN,
    logLevel: e.LOG_LEVEL,
  };
}

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);

const telemetryOf = (e: z.output<typeof environment>): TelemetrySettings => ({
  retentionDays: e.TELEMETRY_RETENTION_DAYS,
  retentionGb: e.TELEMETRY_RETENTION_GB,
  restKeys: e.DATA_ENCRYPTION_KEY ?? [],
  deviceRate: e.DEVICE_RATE,
  gatewayRate: e.GATEWAY_RATE,
  broker: e.MQTT_URL ? { url: e.MQTT_URL, topics: listOf(e.MQTT_TOPICS), group: e.MQTT_GROUP } : undefined,
  iotHub: e.IOTHUB_EVENTS_CONNECTION_STRING
    ? { connectionString: e.IOTHUB_EVENTS_CONNECTION_STRING, consumerGroup: e.IOTHUB_EVENTS_GROUP }
    : undefined,
  mqtt: {
    host: e.MQTT_HOST ?? e.HOST,
    port: e.MQTT_PORT === 'off' ? null : (e.MQTT_PORT ?? 1884),
    isChosen: e.MQTT_PORT !== undefined || e.MQTT_TLS_PORT !== undefined,
    ...(e.MQTT_TLS_CERT && e.MQTT_TLS_KEY
      ? { tls: { port: e.MQTT_TLS_PORT ?? 8883, certPath: e.MQTT_TLS_CERT, keyPath: e.MQTT_TLS_KEY } }
      : {}),
  },
});

/** Where the running server is, and who asks it: all that a command which only asks needs to know. */
export interface Caller {
  readonly publicUrl: string;
  readonly token: string;
}

/** Reads what the commands that speak to the running server need; they run on any machine that reaches it. */
export function readCaller(env: Readonly<Record<string, string | undefined>>): Caller {
  const e = parse(environment.pick({ PUBLIC_URL: true, PORT: true }).extend({ FIELDLINE_TOKEN: text }), env);
  if (!e.FIELDLINE_TOKEN) throw new BadSettings('FIELDLINE_TOKEN: set it to the bearer token of an admin');
  return { publicUrl: addressOf(e), token: e.FIELDLINE_TOKEN };
}

/** Checks the environment; an empty value is one that is not set. */
function parse<S extends z.ZodType>(
  schema: S,
  env: Readonly<Record<string, string | undefined>>,
): z.output<S> {
  const given = Object.entries(env).filter(([, value]) => value !== undefined && value !== '');
  const read = schema.safeParse(Object.fromEntries(given));
  if (read.success) return read.data;
  const issue = read.error.issues[0]!;
  const name = issue.path.join('.');
  const value = secrets.test(name) ? '' : `; it is "${String(env[name])}"`;
  throw new BadSettings(`${name}: ${issue.message}${value}`);
}

const addressOf = (e: { readonly PUBLIC_URL?: string | undefined; readonly PORT: number }): string =>
  (e.PUBLIC_URL ?? `http://127.0.0.1:${e.PORT}`).replace(/\/+$/, '');

/** Secrets printed in examples; a production start with one of them would be open to everybody. */
const samples = /^(change[-_ ]?me|secret|password|example|your[-_ ]|<)|^([0-]+|x+)$/i;

function requireForProduction(e: z.output<typeof environment>): void {
  const needed = {
    MicrosoftAppId: 'without it the Bot Framework accepts anybody',
    MicrosoftAppPassword: 'the bot needs it to answer',
    FIELDLINE_SECRET: 'it signs web-chat tokens and links',
    OIDC_ISSUER: 'people must sign in',
    OIDC_AUDIENCE: 'people must sign in',
    PUBLIC_URL: 'signatures and links are made for it',
  } as const;
  for (const [name, why] of Object.entries(needed)) {
    const value = e[name as keyof typeof needed];
    if (!value) throw new BadSettings(`${name}: production mode needs it (${why})`);
    if (samples.test(value)) throw new BadSettings(`${name}: this is a sample value; set a real one`);
  }
  if (samples.test(e.ADMIN_AAD_OBJECT_ID ?? ''))
    throw new BadSettings('ADMIN_AAD_OBJECT_ID: this is a sample value; set a real one');
  if ((e.FIELDLINE_SECRET?.length ?? 0) < 32)
    throw new BadSettings('FIELDLINE_SECRET: production mode needs at least 32 characters');
}

const isLoopbackHost = (host: string): boolean => ['127.0.0.1', 'localhost', '::1'].includes(host);
