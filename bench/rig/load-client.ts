import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** Where requests go and what each says; `{n}` in a body stands for the request's own number. */
export interface Target {
  readonly path: string;
  readonly authorization: string;
  readonly body: string;
}

export interface Plan {
  readonly url: string;
  readonly perSecond: number;
  readonly seconds: number;
  /** Requests go round them. */
  readonly targets: readonly Target[];
  /** Number of the first request, so that two runs on one database do not repeat each other. */
  readonly firstNumber: number;
  /** Repeats what was not acknowledged until it is, as real clients do; without it each request has one try. */
  readonly insist: boolean;
}

/** One request's story. Instants are epoch milliseconds with fractions; `sentAt` is when it was due to be sent. */
export interface Told {
  readonly number: number;
  readonly target: number;
  readonly sentAt: number;
  readonly answeredAt: number;
  readonly status: number;
  readonly id: string | null;
  readonly tries: number;
}

const mostTries = 120;
const agent = new Agent({ keepAlive: true, maxSockets: 96 });
const clock = () => performance.timeOrigin + performance.now();
let stopped = false;

/** Sends at a steady rate whatever the answers take (an open loop), so that a slow server cannot slow its own measurement. */
async function run(plan: Plan): Promise<Told[]> {
  const from = clock();
  const count = Math.round(plan.perSecond * plan.seconds);
  const all: Promise<Told>[] = [];
  while (all.length < count && !stopped) {
    const due = Math.min(count, Math.floor(((clock() - from) / 1000) * plan.perSecond) + 1);
    while (all.length < due) all.push(one(plan, all.length, from + (all.length / plan.perSecond) * 1000));
    await wait(1);
  }
  return Promise.all(all);
}

async function one(plan: Plan, at: number, sentAt: number): Promise<Told> {
  const number = plan.firstNumber + at;
  const target = at % plan.targets.length;
  for (let tries = 1; ; tries++) {
    const answer = await post(plan.url, plan.targets[target]!, number);
    const isDone = answer.status >= 200 && answer.status < 300;
    if (isDone || !plan.insist || tries === mostTries)
      return { number, target, sentAt, answeredAt: clock(), tries, ...answer };
    await wait(Math.min(100 * tries, 1000));
  }
}

function post(
  url: string,
  { path, authorization, body }: Target,
  number: number,
): Promise<{ status: number; id: string | null }> {
  const said = Buffer.from(body.replaceAll('{n}', String(number)));
  const headers = { authorization, 'content-type': 'application/json', 'content-length': said.length };
  return new Promise((resolve) => {
    const failed = () => resolve({ status: 0, id: null });
    const call = request(url + path, { method: 'POST', headers, agent, timeout: 20_000 }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('error', failed);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, id: idOf(text) }));
    });
    call.on('timeout', () => call.destroy());
    // A kept connection that the server closed at the same moment says nothing about this request: it goes again.
    call.on('error', (error: NodeJS.ErrnoException) => {
      if (call.reusedSocket && error.code === 'ECONNRESET')
        post(url, { path, authorization, body }, number).then(resolve);
      else failed();
    });
    call.end(said);
  });
}

const idOf = (text: string): string | null => /"id":"([^"]+)"/.exec(text)?.[1] ?? null;

// A process of its own, so that making the load is not counted as bearing it.
process.on('message', (message: Plan | 'stop') => {
  if (message === 'stop') {
    stopped = true;
    return;
  }
  stopped = false;
  run(message).then(
    (told) => process.send!(told),
    () => process.exit(1),
  );
});
process.on('disconnect', () => process.exit());
