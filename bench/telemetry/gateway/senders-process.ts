import { connect, type Socket } from 'node:net';
import { answersIn, connectPacket, publishPacket } from './credentials.ts';

/** What `load.ts` reads from this process. */
export interface Sent {
  readonly acknowledged: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly ackP50Ms: number;
  readonly ackP99Ms: number;
  readonly ackMaxMs: number;
}

// Devices that publish: as fast as their window lets them, or so many messages a second together.
const [port, deviceCount, seconds, perDevice, rate] = process.argv.slice(2).map(Number) as [
  number,
  number,
  number,
  number,
  number,
];
const host = `127.0.0.1:${port}`;
const run = Math.random().toString(36).slice(2, 8);

interface Device {
  readonly name: string;
  readonly socket: Socket;
  readonly sentAt: Map<number, number>;
  packetId: number;
  count: number;
}

const delays: number[] = [];
let isOver = false;

function send(device: Device): void {
  device.packetId = (device.packetId % 65_535) + 1;
  const { packetId } = device;
  const nth = device.count++;
  const body = `{"temperature":${(20 + Math.sin(nth / 50) + Math.random() * 0.2).toFixed(3)},"pressure":${(3 + Math.random() * 0.1).toFixed(3)},"vibration":${(1 + Math.random() * 0.3).toFixed(3)}}`;
  device.sentAt.set(packetId, performance.now());
  device.socket.write(publishPacket(device.name, { id: `${run}-${nth}`, packetId, body }));
}

function open(name: string): Promise<Device> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const device: Device = { name, socket, sentAt: new Map(), packetId: 0, count: 0 };
    socket.once('error', reject);
    socket.write(connectPacket(name, host));
    socket.on('data', (chunk) => {
      for (const { kind, packetId, code } of answersIn(chunk)) {
        if (kind === 2) code === 0 ? resolve(device) : reject(new Error(`refused with ${code}`));
        if (kind !== 4) continue;
        delays.push(performance.now() - device.sentAt.get(packetId)!);
        device.sentAt.delete(packetId);
        if (!isOver && rate === 0) send(device);
      }
    });
  });
}

const devices: Device[] = [];
for (let nth = 0; nth < deviceCount; nth += 50)
  devices.push(
    ...(await Promise.all(
      Array.from({ length: Math.min(50, deviceCount - nth) }, (_, of) => open(`bench-${nth + of}`)),
    )),
  );

const measure = async (forSeconds: number): Promise<number> => {
  const from = performance.now();
  if (rate === 0) {
    if (devices[0]!.count === 0)
      for (const device of devices) for (let nth = 0; nth < perDevice; nth++) send(device);
    await new Promise((done) => setTimeout(done, forSeconds * 1000));
  } else {
    // Open loop: due by the clock, whatever is still unacknowledged.
    let sent = 0;
    while (performance.now() - from < forSeconds * 1000) {
      const due = ((performance.now() - from) / 1000) * rate;
      for (; sent < due; sent++) send(devices[sent % devices.length]!);
      await new Promise((done) => setTimeout(done, 2));
    }
  }
  return (performance.now() - from) / 1000;
};

await measure(Math.min(3, seconds / 3)); // warm-up
delays.length = 0;
process.send?.('measuring');
const took = await measure(seconds);
const acknowledged = delays.length;
process.send?.('measured');
isOver = true;
delays.sort((a, b) => a - b);
const at = (share: number) => delays[Math.min(delays.length - 1, Math.floor(delays.length * share))] ?? 0;
const result: Sent = {
  acknowledged,
  seconds: took,
  perSecond: acknowledged / took,
  ackP50Ms: at(0.5),
  ackP99Ms: at(0.99),
  ackMaxMs: delays.at(-1) ?? 0,
};
console.log(JSON.stringify(result));
process.exit(0);
