import assert from 'node:assert/strict';
import { aFakeTeams, type FakeTeams } from '../fixtures/fake-teams.ts';
import { aHubDevice, type HubDevice } from '../fixtures/iot/hub-device.ts';
import { until } from '../fixtures/iot/until.ts';
import { aRunningApp, type RunningApp } from '../fixtures/running-app.ts';
import { aCaller, type Caller } from './cast/caller.ts';
import { aTeamsMember, type TeamsMember } from './cast/teams-member.ts';

const id = 'split-9';
const methods = '$iothub/methods/POST/#';

describe('a command from a card to a device', function () {
  this.timeout(30_000);
  let app: RunningApp;
  let teams: FakeTeams;
  let liam: TeamsMember;
  let dispatcher: Caller;
  let device: HubDevice | undefined;
  let key: string;

  before(async () => {
    [app, teams] = await Promise.all([aRunningApp(), aFakeTeams()]);
    liam = await aTeamsMember(app, teams, 'dispatcher-01');
    dispatcher = await aCaller(app, 'dispatcher-01');
    const made = await dispatcher.post('/api/devices', { id, name: 'Split unit 9', model: 'Polara Link' });
    key = String(made.body.key);
  });
  after(async () => {
    await device?.end();
    await app.stop();
    await teams.stop();
  });

  const connect = async () => {
    device = await aHubDevice(app.url, { id, key });
    return device.client;
  };
  const newest = async () =>
    (await app.database.tables.deviceCommands.first({ deviceId: id }, { orderBy: [['id', 'desc']] }))!;
  const fillIn = (temperature: string) => ({ command: 'SetValues', 'parameter:Temperature': temperature });

  it('is refused with the safe range, and shown to be confirmed before anything is sent', async () => {
    await liam.types(`device ${id}`);
    await liam.card(/Split unit 9/);
    const refused = await liam.tries('device.command', { deviceId: id, ...fillIn('45') });
    assert.match(refused, /Temperature 45 is outside the safe range of Polara Link: 17 to 27 °C/);
    await liam.press('device.command', fillIn('21'), /Split unit 9/);
    const card = await liam.card(/To be confirmed/, /21 °C \(safe: 17 to 27 °C\)/);
    assert.deepEqual(card.verbs, ['command.confirm', 'command.cancel']);
    assert.equal((await newest()).state, 'proposed');
  });

  it('calls the connected device, and its card shows the answer', async () => {
    const client = await connect();
    const calls: string[] = [];
    client.on('message', (topic, payload) => {
      const rid = /\$rid=(.+)$/.exec(topic)?.[1];
      calls.push(`${topic.split('/')[3]} ${payload.toString()}`);
      client.publish(`$iothub/methods/res/200/?$rid=${rid}`, '{"set":21}');
    });
    await client.subscribeAsync(methods, { qos: 0 });
    await liam.press('command.confirm', {}, /To be confirmed/);
    await liam.card(/Done/, /The device answered: \{"set":21\}/);
    assert.deepEqual(calls, ['SetValues {"CommandName":"Set Values","Parameters":{"Temperature":21}}']);
    assert.deepEqual([(await newest()).via, (await newest()).state], ['method', 'completed']);
  });

  it('waits as a message for a device that is away, and is done once the device has it', async () => {
    await device?.end();
    await liam.press('device.command', fillIn('22'), /Split unit 9/);
    await liam.press('command.confirm', {}, /22 °C/);
    await until(async () => (await newest()).via === 'message', 'it waits as a message', 10_000);
    const client = await connect();
    const told = new Promise<string>((resolve) => {
      client.once('message', (_topic, payload) => resolve(payload.toString()));
    });
    await client.subscribeAsync(`devices/${id}/messages/devicebound/#`, { qos: 1 });
    assert.deepEqual(JSON.parse(await told), {
      CommandName: 'Set Values',
      Parameters: { Temperature: 22 },
    });
    await liam.card(/Done/, /22 °C/);
  });

  it('is nobody’s who may not: an agent is refused, and sees no button', async () => {
    const ana = await aTeamsMember(app, teams, 'agent');
    assert.match(await ana.tries('device.command', { deviceId: id, ...fillIn('21') }), /This needs the role/);
    await ana.types(`device ${id}`);
    const card = await ana.card(/Split unit 9/);
    assert.ok(!card.verbs.includes('device.command'));
  });
});
