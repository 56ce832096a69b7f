import assert from 'node:assert/strict';
import { type SummaryMessage, summarise } from '../../knowledge/summary.ts';

const say =
  (author: SummaryMessage['author'], name: string) =>
  (text: string): SummaryMessage => ({ author, name, text, at: new Date('2026-03-02T09:00:00Z') });
const customer = say('customer', 'Maria');
const agent = say('agent', 'Tom');
const bot = say('bot', 'Fieldline');
const system = say('system', 'Fieldline');

const talk = [
  customer('Hello!'),
  bot('Hello Maria, how can I help you?'),
  customer('The AC on floor 3 is leaking again. It drips on the printer.'),
  agent('Sorry to hear that. I have switched the unit off. Has it leaked before?'),
  customer('Yes, last month.'),
  system('Work order W-2077 has been booked for Tuesday.'),
  agent(
    "I haven't found the old report. We will call you before 15:00. If it drips, I will come. Is somebody on site?",
  ),
];

describe('a summary', () => {
  it('tells problem, deeds, promises and the open question, each with its message', () => {
    const { text, ...summary } = summarise(talk);
    assert.deepEqual(summary, {
      problem: 'The AC on floor 3 is leaking again.',
      done: ['I have switched the unit off.', 'Work order W-2077 has been booked for Tuesday.'],
      promised: ['We will call you before 15:00.'],
      openQuestion: 'Is somebody on site?',
      sources: { problem: 2, done: [3, 5], promised: [6], openQuestion: 6 },
    });
    assert.equal(text.split('\n')[0], 'Problem: The AC on floor 3 is leaking again. (Maria)');
    assert.equal(text.split('\n').length, 5);
  });

  it('takes every entry word for word from the message it names', () => {
    const { problem, done, promised, openQuestion, sources } = summarise(talk);
    const entries = [problem, ...done, ...promised, openQuestion];
    const places = [sources.problem, ...sources.done, ...sources.promised, sources.openQuestion];
    for (const [at, entry] of entries.entries())
      assert.ok(talk[places[at] ?? -1]?.text.includes(entry ?? ' '), `${entry}`);
  });

  it('calls nothing done that was denied, asked or only meant for a case', () => {
    const { done } = summarise([
      agent('I have not reset it. Have you checked the filter? If we have closed it, it stays closed.'),
    ]);
    assert.deepEqual(done, []);
  });

  it('takes no promise from the customer and none that was refused', () => {
    const { promised } = summarise([
      customer('I will be in the office.'),
      agent('We will not charge you for this.'),
    ]);
    assert.deepEqual(promised, []);
  });

  it('knows a question as answered once the other side has spoken', () => {
    assert.equal(summarise([customer('When do you come?'), agent('At nine.')]).openQuestion, null);
    assert.equal(
      summarise([agent('At nine?'), customer('Fine.'), customer('Where?')]).openQuestion,
      'Where?',
    );
    assert.equal(summarise([customer('Where?'), system('Case C-1042 was opened.')]).openQuestion, 'Where?');
  });

  it('keeps only the latest five deeds', () => {
    const { done } = summarise(Array.from({ length: 8 }, (_, at) => agent(`I have reset unit ${at}.`)));
    assert.deepEqual(done.at(0), 'I have reset unit 3.');
    assert.equal(done.length, 5);
  });

  it('falls back to the first longer sentence, then to the first, then to nothing', () => {
    assert.equal(
      summarise([customer('Hi.'), customer('It does that again now.')]).problem,
      'It does that again now.',
    );
    assert.equal(summarise([customer('Hi.')]).problem, 'Hi.');
    assert.deepEqual(summarise([]).text, '');
  });

  it('reads German, Spanish and French', () => {
    const german = summarise(
      [
        customer('Guten Tag. Die Heizung bleibt kalt.'),
        agent('Ich habe den Kessel neu gestartet. Der Techniker kommt morgen.'),
      ],
      'de',
    );
    assert.deepEqual(
      [german.problem, german.done, german.promised],
      ['Die Heizung bleibt kalt.', ['Ich habe den Kessel neu gestartet.'], ['Der Techniker kommt morgen.']],
    );
    const spanish = summarise([agent('Hemos cerrado la llave general. Le llamaremos en una hora.')], 'es');
    assert.deepEqual([spanish.done.length, spanish.promised.length], [1, 1]);
    const french = summarise(
      [agent("J'ai prévenu notre équipe. Nous vous rappellerons dans 10 minutes.")],
      'fr',
    );
    assert.deepEqual([french.done.length, french.promised.length], [1, 1]);
  });
});
