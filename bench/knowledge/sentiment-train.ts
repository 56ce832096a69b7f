import { writeFileSync } from 'node:fs';
import { languages } from '../../knowledge/sentiment/lexicon.ts';
import { packed } from '../../knowledge/sentiment/model.ts';
import { ownLessons, train, trainStrength, vaderLessons } from './sentiment-lessons.ts';

const help = `bench/knowledge/sentiment-train.ts FOLDER

  Trains the weights of \`fieldline sentiment\` anew and writes them into knowledge/sentiment: English from the rated texts
  of VADER in FOLDER (vader-*.jsonl, MIT) and own sentences, the other languages from own sentences.`;

const [folder] = process.argv.slice(2);
if (folder === undefined || folder === '--help') console.log(help);
else
  for (const language of languages) {
    const foreign = language === 'en' ? vaderLessons(folder) : [];
    if (language === 'en' && foreign.length === 0) throw new Error(`${folder}: no vader-*.jsonl there`);
    const lessons = [...foreign, ...ownLessons(language)];
    keep(language, train(lessons, language));
    const strength = trainStrength(lessons, language);
    if (strength) keep(`${language}-strength`, strength);
    console.log(`${language}: ${lessons.length} texts`);
  }

function keep(name: string, weights: Float32Array): void {
  writeFileSync(new URL(`../../knowledge/sentiment/weights-${name}.txt`, import.meta.url), packed(weights));
}
