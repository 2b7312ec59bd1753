"use strict";
// Runs the script of a report on vectors: node run.js SCRIPT VECTORS...
const fs = require("fs"), vm = require("vm");
const [script, ...files] = process.argv.slice(2);
vm.runInThisContext(fs.readFileSync(script, "utf8"), {filename: script});

const fraction = score => (score ? `${score[0]}/${score[1]}` : "–");

function found(model, comma, levels) {
  const result = score(model, levels), best = score(model, levels, true);
  const text = (value, bars) => (value ? percent(value, bars, comma) : "–");
  const places = result.places.map((place, i) => model.is_staged
    ? `${fraction(place.score)} ${place.status} ${place.unmet} ${text(place.score, model.places[i][3])}`
    : `${fraction(place.score)} ${text(place.score, [])}`);
  const index = result.index ? printed(model, result.index, comma) : "–";
  return [places, `${fraction(result.index)} ${index}`, result.verdict, result.next, best.verdict];
}

let cases = 0, wrong = 0;
for (const file of files) {
  for (const {model, comma, cases: some} of JSON.parse(fs.readFileSync(file, "utf8"))) {
    for (const [levels, ...expected] of some) {
      const mine = JSON.stringify(found(model, comma, levels));
      cases++;
      if (mine === JSON.stringify(expected)) continue;
      if (wrong++ < 5) console.log(`${file}\n levels   ${levels}\n expected ${JSON.stringify(expected)}\n found    ${mine}`);
    }
  }
}
console.log(`${cases} cases, ${wrong} wrong`);
process.exitCode = wrong ? 1 : 0;
