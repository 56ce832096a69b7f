import assert from 'node:assert/strict';
import { aFakeTeams, type FakeTeams } from '../fixtures/fake-teams.ts';
import { aRunningApp, type RunningApp } from '../fixtures/running-app.ts';
import { aCustomerChat, type CustomerChat } from './cast/customer-chat.ts';
import { aTeamsMember, type TeamsMember } from './cast/teams-member.ts';

const picture = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);
const sheet = new TextEncoder().encode('room;temperature\n301;29\n');

describe('files', () => {
  let app: RunningApp;
  let teams: FakeTeams;
  let mara: CustomerChat;
  let priya: TeamsMember;

  before(async () => {
    [app, teams] = await Promise.all([aRunningApp(), aFakeTeams({ dialogs: true })]);
    priya = await aTeamsMember(app, teams, 'agent-01');
    mara = await aCustomerChat(app, 'customer-mara-weber');
    await mara.reports('the air conditioner on floor 3 is leaking');
    await priya.press('offer.accept');
    await mara.hears(/has joined/);
  });
  after(async () => {
    mara?.leaves();
    await app?.stop();
    await teams?.stop();
  });

  /** As Teams sends a file that somebody attached: a card with an address to fetch it from. */
  const uploaded = (name: string, downloadUrl: string) => ({
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    name,
    content: { downloadUrl, uniqueId: name, fileType: name.split('.').at(-1) },
  });
  const bytesAt = async (address: string) => new Uint8Array(await (await fetch(address)).arrayBuffer());

  it('that a customer sends reach the agent as a line and a link on the card', async () => {
    await mara.sends('this is how it looks', { name: 'leak.png', type: 'image/png', bytes: picture });
    assert.match(await priya.sees(/leak\.png/), /^C-1042 · Mara Weber: this is how it looks \[leak\.png\]$/);
    const { content } = await priya.card(/^C-1042/, /leak\.png/);
    const [, link] = /"url":"([^"]+attachments[^"]+)"/.exec(JSON.stringify(content)) ?? [];
    assert.deepEqual(await bytesAt(link!), picture);
  });

  it('that an agent attaches in Teams reach the customer with the words beside them', async () => {
    const address = teams.host('temperatures.csv', sheet, 'text/csv');
    await priya.types('Here is the log of the last days', {
      attachments: [uploaded('temperatures.csv', address)],
    });
    const { files, from } = await mara.hears(/log of the last days/);
    assert.equal(from, 'Priya Nair');
    assert.deepEqual(
      files.map(({ name, contentType }) => [name, contentType]),
      [['temperatures.csv', 'text/csv']],
    );
    assert.deepEqual(await bytesAt(files[0]!.contentUrl), sheet);
    assert.match(await priya.sees(/Sent to Mara Weber/), /\[temperatures\.csv\]/);
  });

  it('that cannot be fetched are named to the agent at once, and nothing is sent', async () => {
    await priya.types('and this one', {
      attachments: [uploaded('inside.txt', 'http://10.0.0.7/inside.txt')],
    });
    assert.equal(
      await priya.sees(/inside\.txt/),
      'The file inside.txt could not be fetched: the address is not public. Nothing was sent.',
    );
    await priya.types('No file this time');
    await mara.hears(/No file this time/);
    assert.ok(!mara.heard().includes('and this one'));
  });

  it('that no browser should run are only ever saved', async () => {
    const page = new TextEncoder().encode('<script>alert(1)</script>');
    await mara.sends('open this', { name: 'page.html', type: 'text/html', bytes: page });
    await priya.sees(/page\.html/);
    const { content } = await priya.card(/^C-1042/, /page\.html/);
    const links = [...JSON.stringify(content).matchAll(/"url":"([^"]+attachments[^"]+)"/g)];
    const answer = await fetch(links.at(-1)![1]!);
    assert.equal(answer.headers.get('content-type'), 'application/octet-stream');
    assert.match(answer.headers.get('content-disposition') ?? '', /^attachment/);
  });
});
