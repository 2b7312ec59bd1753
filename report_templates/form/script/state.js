// What is asked, what is filled in, and what an answer still lacks.

const given = JSON.parse(document.getElementById("given").textContent);
const isVerifying = given.purpose === "verification";

// A sentence in the language of the form, with values in its places.
function say(key, values) {
  return given.texts[key].replace(/\{(\w+)\}/g, (place, name) =>
    values && own(values, name) ? values[name] : place
  );
}

const own = (object, name) => Object.prototype.hasOwnProperty.call(object, name);

// choice is "" where nothing is chosen, the number of a level as text, "na" where the question does
// not apply, or "unknown", which can only be handed out; value is the number typed. by and date say
// who verified and when, where that was not the one who fills in the form now.
function answerFrom(filled) {
  const text = textsOf(filled);
  const documents = filled && Array.isArray(filled.documents) ? filled.documents : [];
  return {
    choice: text("choice"),
    value: text("value"),
    documents: documents.map(documentFrom),
    note: text("note"),
    by: text("by"),
    date: text("date"),
  };
}

// Reads texts of something that may be anything; what is no text is empty.
const textsOf = (filled) => (name) =>
  filled && typeof filled[name] === "string" ? filled[name] : "";

function documentFrom(filled) {
  const text = textsOf(filled);
  return { text: text("text"), location: text("location") };
}

function personFrom(filled) {
  const text = textsOf(filled);
  return { name: text("name"), position: text("position"), date: text("date") };
}

// Answers stand in the order of the questions.
const handedOut = () => given.questions.map((question) => answerFrom(question.filled));

const state = { person: personFrom(), answers: handedOut() };

const isBlank = (answer) =>
  !answer.choice && !clean(answer.value) && !clean(answer.note) && !listed(answer).length;

const hasText = (document) => clean(document.text) !== "" || clean(document.location) !== "";

const listed = (answer) => answer.documents.filter(hasText);

const isNumber = (question) => question.range !== undefined;

// Whether a choice is one of those a question offers.
function isOffered(question, choice) {
  if (choice === "na") return question.na;
  if (choice === "unknown" || choice === "") return true;
  return !isNumber(question) && levelsOf(question).some(([number]) => String(number) === choice);
}

const levelsOf = (question) => given.scales[question.scale];

// The first thing that an answer lacks: "choice", "number", "thousands" (a number that may be read in
// two ways), "reason", "evidence" or "note"; "" where it is complete.
function lack(question, answer) {
  if (answer.choice === "na")
    return isVerifying || clean(answer.note) ? differs(question, answer) : "reason";
  if (isNumber(question)) {
    if (!clean(answer.value)) return "choice";
    if (mayMeanThousands(question, answer.value)) return "thousands";
    return plainNumber(question, answer.value) === null ? "number" : differs(question, answer);
  }
  if (answer.choice === "" || answer.choice === "unknown") return "choice";
  if (isVerifying) return differs(question, answer);
  const isNeeded = question.needs !== null && Number(answer.choice) >= question.needs;
  return isNeeded && !listed(answer).length ? "evidence" : "";
}

// "note" where a verifier found something else than the respondent says, and does not say why.
function differs(question, answer) {
  if (!isVerifying || clean(answer.note)) return "";
  return isSame(question, answer, answerFrom(question.claim)) ? "" : "note";
}

function isSame(question, answer, claim) {
  if (answer.choice === "na" || claim.choice === "na") return answer.choice === claim.choice;
  if (!isNumber(question)) return answer.choice === claim.choice;
  const [found, claimed] = [answer, claim].map((one) => plainNumber(question, one.value));
  const arePlain = [found, claimed].every((number) => DECIMAL.test(number));
  return found === claimed || (arePlain && compareNumbers(found, claimed) === 0);
}

const standing = (question, answer) => {
  const missing = lack(question, answer);
  return missing === "" ? "complete" : missing === "choice" ? "open" : "partial";
};

const countComplete = () =>
  given.questions.filter((question, i) => !lack(question, state.answers[i])).length;

// Text as a file can carry it: without control characters, byte-order marks, halves of characters,
// and spaces at its ends.
function clean(text) {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufeff\ufffe\uffff]/g,
      ""
    )
    .replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (found) => (found[1] ? found : ""))
    .replace(/^[\s\u0085]+|[\s\u0085]+$/g, "");
}

