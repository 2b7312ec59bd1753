// The file of answers: a small part of YAML, written in one way only and read back in that way only.

const WORDS = new Set(
  (
    "format version questionnaire language institution name id assessment year subject part owner purpose due " +
    "asked respondent position date handed_out questionnaire_sha256 answers level value not_applicable reason " +
    "unknown evidence title location note verification by"
  ).split(" ")
);

// A text as a JSON string, which YAML reads alike, with the line ends that only YAML knows as codes.
function quote(text) {
  const code = (char) => "\\u" + char.charCodeAt(0).toString(16).padStart(4, "0");
  return JSON.stringify(clean(text)).replace(/[\u0085\u2028\u2029]/g, code);
}

// A mapping in a fixed order without what is empty. Objects would put numbers among the keys first.
const filledOnly = (pairs) =>
  new Map(
    pairs.filter(
      ([, value]) => value !== "" && value !== null && value.size !== 0 && value.length !== 0
    )
  );

function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

const isDay = (text) => /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text);

const dayOfFilling = () => (isDay(state.person.date) ? state.person.date : today());

// The answers as a file has them.
function answersFile() {
  const { head } = given;
  const { name, position } = state.person;
  const answers = given.questions.map((question, i) => [
    question.id,
    answerValues(question, state.answers[i]),
  ]);
  return new Map([
    ["format", head.format],
    ["version", head.version],
    ["questionnaire", head.questionnaire],
    ["language", head.language],
    [
      "institution",
      filledOnly([
        ["name", head.institution.name],
        ["id", head.institution.id],
      ]),
    ],
    [
      "assessment",
      filledOnly([
        ["year", head.year],
        ["subject", head.subject],
      ]),
    ],
    [
      "part",
      filledOnly([
        ["owner", head.owner],
        ["purpose", given.purpose],
        ["due", head.due],
        ["asked", given.questions.map((question) => question.id)],
        [
          "respondent",
          filledOnly([
            ["name", clean(name)],
            ["position", clean(position)],
            ["date", dayOfFilling()],
          ]),
        ],
        ["handed_out", new Map(head.handed_out)],
        ["questionnaire_sha256", head.questionnaire_sha256],
      ]),
    ],
    ["answers", filledOnly(answers)],
  ]);
}

function answerValues(question, answer) {
  if (isVerifying) return filledOnly([["verification", verificationValues(question, answer)]]);
  const documents = listed(answer).map(documentValues);
  const isOut = answer.choice === "na";
  return filledOnly([
    ...ratingPairs(question, answer, "value"),
    [isOut ? "reason" : "note", clean(answer.note)],
    ["evidence", documents],
  ]);
}

// A file wants a title for every document; one that has only a place is named after it.
function documentValues({ text, location }) {
  return filledOnly([
    ["title", clean(text) || clean(location)],
    ["location", clean(location)],
  ]);
}

function verificationValues(question, answer) {
  const rating = ratingPairs(question, answer, "level");
  if (!rating.length) return filledOnly([["note", clean(answer.note)]]);
  return filledOnly([
    ...rating,
    ["by", clean(answer.by || state.person.name)],
    ["date", isDay(answer.date) ? answer.date : dayOfFilling()],
    ["note", clean(answer.note)],
  ]);
}

function ratingPairs(question, answer, numberKey) {
  if (answer.choice === "na") return [["not_applicable", true]];
  if (isNumber(question)) {
    const number = plainNumber(question, answer.value);
    if (number !== null) return [[numberKey, number]];
  }
  if (answer.choice === "unknown") return isVerifying ? [] : [["unknown", true]];
  return answer.choice ? [["level", Number(answer.choice)]] : [];
}

function yamlText(file) {
  const lines = [`# ${say("file_comment")}`];
  const scalar = (value) => (typeof value === "string" ? quote(value) : String(value));
  const isNested = (value) => value instanceof Map || Array.isArray(value);
  function write(value, indent) {
    if (Array.isArray(value)) {
      for (const item of value) {
        if (!(item instanceof Map)) lines.push(`${indent}- ${scalar(item)}`);
        else {
          const begin = lines.length;
          write(item, indent + "  ");
          lines[begin] = `${indent}- ${lines[begin].slice(indent.length + 2)}`;
        }
      }
      return;
    }
    for (const [key, item] of value) {
      const name = WORDS.has(key) ? key : quote(key);
      if (!isNested(item)) lines.push(`${indent}${name}: ${scalar(item)}`);
      else if (item.size === 0) lines.push(`${indent}${name}: {}`);
      else {
        lines.push(`${indent}${name}:`);
        write(item, indent + "  ");
      }
    }
  }
  write(file, "");
  return lines.join("\n") + "\n";
}

// Why a file cannot be taken back, as a sentence.
class Refusal extends Error {}

const refuse = (key, values) => {
  throw new Refusal(say(key, values));
};

const ENTRY = /^("(?:[^"\\]|\\.)*"|[a-z][a-z0-9_]*):(?: (.*))?$/;

// Read exactly what yamlText writes.
function readYaml(text) {
  const entries = [];
  text
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .forEach((line, i) => {
      const [, indent, body] = /^( *)(.*)$/.exec(line) || refuse("refused_line", { line: i + 1 });
      if (body && !body.startsWith("#")) entries.push({ line: i + 1, indent: indent.length, body });
    });
  let at = 0;
  const here = (indent) => at < entries.length && entries[at].indent === indent;
  const isItem = () => entries[at].body.startsWith("- ");

  function scalar(source, line) {
    if (source === "true") return true;
    if (source === "{}") return new Map();
    if (/^(0|[1-9][0-9]{0,8})$/.test(source)) return Number(source);
    try {
      if (source.startsWith('"')) return JSON.parse(source);
    } catch (fault) {
      // said below
    }
    return refuse("refused_line", { line });
  }

  function nested(indent, line) {
    if (!here(indent)) refuse("refused_line", { line });
    return isItem() ? list(indent) : mapping(indent);
  }

  function list(indent) {
    const items = [];
    while (here(indent) && isItem()) {
      const entry = entries[at];
      const body = entry.body.slice(2);
      if (ENTRY.test(body)) {
        Object.assign(entry, { indent: indent + 2, body });
        items.push(mapping(indent + 2));
      } else {
        at += 1;
        items.push(scalar(body, entry.line));
      }
    }
    return items;
  }

  function mapping(indent) {
    const found = new Map();
    while (here(indent) && !isItem()) {
      const { body, line } = entries[at];
      const [, name, source] = ENTRY.exec(body) || refuse("refused_line", { line });
      const key = name.startsWith('"') ? scalar(name, line) : name;
      if (found.has(key)) refuse("refused_line", { line });
      at += 1;
      found.set(key, source === undefined ? nested(indent + 2, line) : scalar(source, line));
    }
    return found;
  }

  const found = mapping(0);
  if (at < entries.length) refuse("refused_line", { line: entries[at].line });
  return found;
}

// What was read as person and answers, or a refusal; nothing that stands in the file is left out.
function takenBack(file) {
  const { head } = given;
  const part = file.get("part");
  if (file.get("format") !== head.format || !(part instanceof Map)) refuse("refused_kind");
  if (file.get("version") !== head.version) refuse("refused_kind");
  const found = file.get("questionnaire");
  if (found !== head.questionnaire)
    refuse("refused_edition", { found: String(found), expected: head.questionnaire });
  checkOccasion(file, part);
  const answers = given.questions.map(() => answerFrom());
  const places = new Map(given.questions.map((question, i) => [question.id, i]));
  for (const [id, values] of mapOf(file, "answers")) {
    if (!places.has(id)) refuse("refused_question", { id });
    answers[places.get(id)] = answerTaken(given.questions[places.get(id)], values);
  }
  const respondent = part.has("respondent") ? mapOf(part, "respondent") : new Map();
  const text = (name) => (typeof respondent.get(name) === "string" ? respondent.get(name) : "");
  return {
    person: { name: text("name"), position: text("position"), date: text("date") },
    answers,
  };
}

function checkOccasion(file, part) {
  const { head } = given;
  const assessment = mapOf(file, "assessment");
  const expected = [head.institution.name, head.year, head.subject, head.owner, given.purpose];
  const found = [
    mapOf(file, "institution").get("name"),
    assessment.get("year"),
    assessment.get("subject") || "",
    part.get("owner") || "",
    part.get("purpose"),
  ];
  const known = (value) => (typeof value === "string" ? clean(value) : value);
  const other = found.findIndex((value, i) => known(value) !== known(expected[i]));
  if (expected[other] === given.purpose) refuse("refused_kind");
  if (other >= 0)
    refuse("refused_other", { found: String(found[other]), expected: String(expected[other]) });
}

function mapOf(values, key) {
  const found = values.get(key);
  return found instanceof Map ? found : refuse("refused_kind");
}

function answerTaken(question, values) {
  const answer = answerFrom();
  const isOne = values instanceof Map && (!isVerifying || values.size === 1);
  if (!isOne) refuse("refused_answer", { id: question.id });
  const taken = isVerifying ? mapOf(values, "verification") : values;
  for (const [key, value] of taken) {
    const isText = typeof value === "string";
    if (key === "level" && typeof value === "number") answer.choice = String(value);
    else if ((key === "level" || key === "value") && isText && isNumber(question))
      answer.value = mayMeanThousands(question, value) ? `${value}0` : value; // typed by nobody
    else if (key === "not_applicable" && value === true) answer.choice = "na";
    else if (key === "unknown" && value === true) answer.choice = "unknown";
    else if ((key === "note" || key === "reason") && isText) answer.note = value;
    else if (key === "evidence" && Array.isArray(value))
      answer.documents = value.map((one) => documentTaken(question, one));
    else if (isVerifying && isText && (key === "by" || key === "date")) answer[key] = value;
    else refuse("refused_answer", { id: question.id });
  }
  const isWrong = answer.value && plainNumber(question, answer.value) === null;
  if (isWrong || !isOffered(question, answer.choice)) refuse("refused_answer", { id: question.id });
  return answer;
}

function documentTaken(question, values) {
  const isOurs =
    values instanceof Map &&
    [...values].every(
      ([key, value]) => typeof value === "string" && (key === "title" || key === "location")
    );
  if (!isOurs) refuse("refused_answer", { id: question.id });
  return documentFrom({ text: values.get("title"), location: values.get("location") });
}
