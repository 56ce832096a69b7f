import assert from 'node:assert/strict';
import { languageOf } from '../../../knowledge/language/detect.ts';

const all = ['en', 'es', 'de', 'fr', 'ja'];

describe('the language of a text', () => {
  const written: Record<string, readonly string[]> = {
    en: [
      'When does the technician come?',
      'my heating is broken',
      'Where can I find the invoice of last month',
    ],
    de: [
      'Wann kommt der Techniker?',
      'die Heizung ist kaputt',
      'Wo finde ich die Rechnung vom letzten Monat',
    ],
    es: ['¿Cuándo viene el técnico?', 'la calefacción no funciona', 'Dónde está la factura del mes pasado'],
    fr: [
      'Quand est-ce que le technicien vient ?',
      "l'ascenseur est en panne",
      'Où trouver la facture du mois dernier',
    ],
    ja: ['エアコンから水が漏れています', '技術者はいつ来ますか'],
  };
  for (const [language, texts] of Object.entries(written))
    it(`is told by its small words and letters: ${language}`, () => {
      for (const text of texts) assert.equal(languageOf(text, all), language, text);
    });

  it('is not guessed where nothing tells', () => {
    for (const text of ['', 'B1000 E42', 'Xyz']) assert.equal(languageOf(text, all), undefined, text);
  });

  it('is one of those asked about', () => {
    assert.equal(languageOf('die Heizung ist kaputt', ['en', 'fr']), undefined);
  });
});
