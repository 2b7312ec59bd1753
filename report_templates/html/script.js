// The page's only script. Without it everything can be read; it adds what-if, filters and comfort.
// No network, no eval, no HTML made of text. What is sent is script.min.js, made of this file by
// tests/browser/shorten_script.py.
"use strict";

// Scores, exactly: whole numbers and fractions of them, [numerator, denominator], never a float.
function gcd(a, b) {
  while (b) [a, b] = [b, a % b];
  return a;
}

// Weighted mean of [weight, score]; what has no score drops out with its weight.
function mean(parts) {
  let total = 0n, num = 0n, den = 1n;
  for (const [weight, score] of parts) {
    if (!score) continue;
    const widen = score[1] / gcd(den, score[1]);
    den *= widen;
    num = num * widen + weight * score[0] * (den / score[1]);
    total += weight;
  }
  const shared = gcd(num, den * total);
  return total ? [num / shared, den * total / shared] : null;
}

// Whether a score meets a bar [numerator, denominator, must be above].
function meets([num, den], [share, of, above]) {
  const ahead = num * BigInt(of) - BigInt(share) * den;
  return above ? ahead > 0n : ahead >= 0n;
}

// The band of an index; what lies below the first one belongs to it.
function bandOf(model, index) {
  let found = 0;
  model.bands.forEach(([, num, den], i) => {
    if (i && meets(index, [num, den, model.is_closed_right])) found = i;
  });
  return found;
}

// What levels lead to: levels[i] is a position on the scale of question i, -1 open, -2 not applicable,
// -3 not applicable with approval. At best open questions have full marks.
// Statuses: 0 attained, 1 not attained, 2 waiting for an earlier stage, 3 undetermined.
function score(model, levels, best) {
  const unit = BigInt(model.unit), everything = [];
  const groups = model.places.map(() => ({parts: [], applies: 0n, weight: 0n, unmet: 0}));
  model.questions.forEach(([, place, share, scale, , mandatory], i) => {
    const level = levels[i], weight = BigInt(share), group = groups[place];
    const worth = level >= 0 ? [BigInt(model.scales[scale][0][level]), unit]
      : level == -1 ? [best ? 1n : 0n, 1n] : null;
    everything.push([weight, worth]);
    if (!group) return;
    group.parts.push([weight, worth]);
    group.weight += weight;
    if (worth) group.applies += weight;
    const met = mandatory < 0 || level >= mandatory || level == -3 || (best && level == -1);
    if (!met) group.unmet++;
  });
  const top = [];
  for (let i = groups.length; i--;) {
    const [, above, weight] = model.places[i];
    groups[i].score = mean(groups[i].parts);
    (above < 0 ? top : groups[above].parts).push([BigInt(weight), groups[i].score]);
  }
  const index = mean(model.is_mean_of_questions ? everything : top);
  let waits = -1, verdict = -1, next = -1;
  if (model.is_staged) {
    const known = [];
    const places = groups.map(({score, applies, weight, unmet}, i) => {
      const bars = model.places[i][3], share = [applies, weight];
      const least = [model.undetermined_numerator, model.undetermined_denominator];
      const judged = known[i] = !!score && meets(share, least);
      const [attains, founds] = bars.map(bar => judged && !unmet && meets(score, bar));
      const place = {score, unmet, waits, status: !judged ? 3 : waits >= 0 ? 2 : attains ? 0 : 1};
      place.carries = judged ? founds : model.is_skipping;
      if (waits < 0 && attains) verdict = i;
      if (waits < 0 && !place.carries) waits = i;
      return place;
    });
    next = places.findIndex((place, i) => i > verdict && (known[i] || !place.carries));
    return {places, index, verdict, next};
  }
  if (index) {
    verdict = bandOf(model, index);
    if (verdict + 1 < model.bands.length) next = verdict + 1;
  }
  return {places: groups, index, verdict, next};
}

// Numbers in print: a half is rounded upwards; comma says whether decimals stand after a comma.
function decimal(num, den, digits, comma) {
  const unit = 10n ** BigInt(digits), size = num < 0n ? -num : num;
  const shown = (2n * size * unit + den) / (2n * den);
  const whole = String(shown / unit).replace(/\B(?=(\d{3})+$)/g, comma ? "." : ",");
  const rest = digits ? (comma ? "," : ".") + String(shown % unit).padStart(digits, "0") : "";
  return (num < 0n && shown ? "\u2212" : "") + whole + rest;
}

// A score in percent, with as many decimals as it takes to contradict none of its bars.
function percent([num, den], bars, comma) {
  const on = ([share, of]) => num * BigInt(of) == BigInt(share) * den;
  const plain = den / gcd(100n * num, den);
  if (bars.some(on) && plain < 100n && 1000000n % plain) return `${num}/${den}`;
  const says = (shown, digits) => {
    const whole = 100n * 10n ** BigInt(digits);
    return (shown > 0n) == (num > 0n) && (shown >= whole) == (num >= den)
      && bars.every(bar => on(bar) ? digits > 5 || shown * den == num * whole
        : meets([shown, whole], bar) == meets([num, den], bar));
  };
  for (let digits = 1; digits < 7; digits++) {
    const unit = 10n ** BigInt(digits), shown = (200n * num * unit + den) / (2n * den);
    if (says(shown, digits)) return decimal(shown, unit, digits, comma) + "%";
  }
  const below = 100000000n * num / den;
  return decimal(!says(below, 6) && says(below + 1n, 6) ? below + 1n : below, 1000000n, 6, comma) + "%";
}

// The index on the scale its questionnaire prints it on, with as many decimals as it takes to stand
// in its own band. On the start of a band it is printed like that start.
function printed(model, index, comma) {
  if (model.is_staged) return percent(index, [], comma);
  const on = model.bands.find(([, num, den]) => index[0] * BigInt(den) == BigInt(num) * index[1]);
  if (on) return on[3];
  const [low, high, of] = [model.index_low, model.index_high, model.index_unit].map(BigInt);
  const value = low * index[1] + (high - low) * index[0], den = of * index[1];
  for (let digits = model.decimals; ; digits++) {
    const unit = 10n ** BigInt(digits), sign = value < 0n ? -1n : 1n;
    const shown = sign * ((2n * sign * value * unit + den) / (2n * den));
    const share = [shown * of - low * unit, (high - low) * unit];
    if (bandOf(model, share) == bandOf(model, index)) return decimal(value, den, digits, comma);
  }
}

function page() {
  const root = document.documentElement, comma = root.lang == "id";
  const $ = (path, within = document) => within.querySelector(path);
  const all = (path, within = document) => [...within.querySelectorAll(path)];
  const {words, places, factors, model} = JSON.parse($("#page-data").textContent);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (slot, key) => key in values ? values[key] : slot);
  const make = (tag, features, ...inside) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(features)) {
      if (name in made) made[name] = value;
      else made.setAttribute(name, value);
    }
    made.append(...inside);
    return made;
  };
  const button = (text, onclick) => make("button", {type: "button", onclick}, text);

  // Light or dark: the dark colours are one rule of the style, for screens that ask for it or for
  // every screen. Where nothing can be kept, the choice lasts as long as the page.
  const key = "egovmaturity-theme", rules = [...$("title + style").sheet.cssRules];
  const {media} = rules.find(rule => /scheme/.test(rule.media?.mediaText));
  let isDark = matchMedia(media.mediaText).matches;
  const paint = dark => {
    isDark = dark;
    media.mediaText = dark ? "screen" : "not all";
  };
  try {
    const kept = localStorage.getItem(key);
    if (kept) paint(kept == "dark");
  } catch {}
  const toggle = () => {
    paint(!isDark);
    try {
      localStorage.setItem(key, isDark ? "dark" : "light");
    } catch {}
  };
  const tools = make("p", {className: "tools"}, button(words.theme, toggle), button(words.print, () => print()));
  $(".facts").after(tools);

  // Details are open on paper.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("main details:not([open])");
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
  });

  // A row that is laid out as a card is still read out as a row.
  for (const table of all(".cards")) {
    table.role = "table";
    for (const group of table.children) if (group.rows) group.role = "rowgroup";
    for (const row of table.rows) {
      row.role = "row";
      for (const cell of row.cells) cell.role = {row: "rowheader", col: "columnheader", colgroup: "columnheader"}[cell.scope] || "cell";
    }
  }

  const rows = all("#gap-table tbody tr");
  if (rows.length > 1) gaps();
  if (model && $("#simulation")) simulation();

  // Where the reader is.
  const links = all(".toc a");
  const watch = new IntersectionObserver(seen => {
    for (const {isIntersecting, target} of seen) {
      if (isIntersecting) for (const link of links) {
        if (link.hash == "#" + target.id) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    }
  }, {rootMargin: "-10% 0px -75% 0px"});
  for (const section of all("section[id]")) watch.observe(section);

  // The gaps: filters, order, a table to take along.
  function gaps() {
    const top = {};
    let last;
    for (const [id, , depth] of places) top[id] = last = depth ? last : id;
    // The map names the factors, where it is shown.
    const named = factors || all(".map tr[data-factor]").map(row => [row.dataset.factor, row.cells[0].textContent]);
    // What a cell says first, before the small print.
    const says = (row, i) => [...row.cells[i].childNodes].find(one => one.data?.trim())?.data.trim() || "";
    const ownerOf = row => says(row, 4).replace(/^–$/, "");
    const fits = {
      place: ({dataset}, wanted) => top[dataset.place] == wanted,
      factor: ({dataset}, wanted) => dataset.factor.split(" ").includes(wanted),
      owner: (row, wanted) => ownerOf(row) == wanted,
      text: (row, wanted) => row.textContent.toLowerCase().includes(wanted.toLowerCase()),
    };
    const found = (key, some) => some.filter(([id]) => rows.some(row => fits[key](row, id)));
    const owners = [...new Set(rows.map(ownerOf))].filter(Boolean).sort();
    const choices = {
      place: found("place", places),
      factor: found("factor", named),
      owner: owners.map(owner => [owner, owner]),
    };
    const wanted = {}, bar = make("div", {className: "filters", role: "group", "aria-label": words.filters});
    for (const [key, some] of Object.entries(choices)) {
      if (some.length < 2) continue;
      wanted[key] = make("select", {id: "filter-" + key, oninput: apply}, new Option(words.all, ""), ...some.map(([id, title]) => new Option(title, id)));
    }
    wanted.text = make("input", {id: "filter-text", type: "search", oninput: apply});
    for (const [key, input] of Object.entries(wanted)) {
      bar.append(make("label", {htmlFor: input.id}, words[key], input));
    }
    const count = make("p", {id: "filter-count", role: "status"});
    bar.append(button(words.reset, () => choose({})), button(words.csv, save), count);
    $("#gap-table").parentNode.before(bar);
    apply();
    // On paper every gap stands.
    addEventListener("beforeprint", () => all("#gaps [hidden]").forEach(one => one.hidden = false));
    addEventListener("afterprint", apply);

    function choose(values) {
      for (const [key, input] of Object.entries(wanted)) input.value = values[key] || "";
      apply();
    }

    function apply() {
      let n = 0;
      for (const row of rows) {
        row.hidden = !Object.entries(wanted).every(([key, {value}]) => !value.trim() || fits[key](row, value.trim()));
        n += !row.hidden;
      }
      count.textContent = fill(words.count, {n, total: rows.length}) + (n ? "" : " " + words.nothing);
    }

    // The text of a header stays outside its button: inside, it would not be repeated on paper.
    const order = new Intl.Collator(root.lang, {numeric: true});
    const heads = all("#gap-table thead th");
    heads.forEach((head, i) => {
      const name = head.textContent.trim(), value = row => row.cells[i].textContent.trim();
      const sort = button("", () => {
        const up = head.getAttribute("aria-sort") != "ascending";
        for (const one of heads) one.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        rows.sort((a, b) => (up ? 1 : -1) * order.compare(value(a), value(b)));
        for (const row of rows) row.parentNode.append(row);
      });
      sort.className = "sort";
      sort.setAttribute("aria-label", fill(words.sort, {column: name}));
      if (name) head.append(sort);
    });

    // A cell of the map shows its gaps.
    const columns = all(".map thead th");
    for (const cell of all(".map td")) {
      const {factor} = cell.parentNode.dataset, {place} = columns[cell.cellIndex].dataset;
      if (!rows.some(row => fits.place(row, place) && fits.factor(row, factor))) continue;
      const show = button("", () => {
        choose({place, factor});
        const title = $("#gaps h2");
        title.tabIndex = -1;
        title.focus({preventScroll: true});
        title.scrollIntoView();
      });
      show.title = words.cell;
      show.append(...cell.childNodes);
      cell.append(show);
    }

    // Spreadsheets must not take a text for a formula.
    function save() {
      const quoted = text => `"${text.replace(/^–$/, "").replace(/^(?=[=+\-@\t\r])/, "'").replace(/"/g, '""')}"`;
      const name = (some, ids) => some.filter(([id]) => ids.includes(id)).map(one => one[1]).join(", ");
      const lines = rows.filter(row => !row.hidden).map(row => {
        const {place, factor} = row.dataset, levels = says(row, 2).split(" → ");
        return [row.cells[0].textContent, $("a, code", row).textContent, says(row, 1), name(places, [place]), name(named, factor.split(" ")), ...levels, ownerOf(row)];
      });
      const text = [words.columns, ...lines].map(line => line.map(quoted).join(";")).join("\r\n");
      const href = URL.createObjectURL(new Blob(["\ufeff" + text + "\r\n"], {type: "text/csv;charset=utf-8"}));
      make("a", {href, download: words.file.toLowerCase().replace(/[^a-z0-9]+/g, "-") + ".csv"}).click();
      setTimeout(() => URL.revokeObjectURL(href), 999);
    }
  }

  // What if: other levels, and what follows from them.
  function simulation() {
    const section = $("#simulation"), now = model.questions.map(one => one[4]);
    let levels = [...now];
    const topOf = place => {
      while (place >= 0 && model.places[place][1] >= 0) place = model.places[place][1];
      return place;
    };
    const offered = [...now.keys()].filter(i => {
      const [, , , , level, , plan, target] = model.questions[i];
      return target >= 0 || (plan >= 0 && plan != level);
    });
    const tops = [...new Set(offered.map(i => topOf(model.questions[i][1])))].sort((a, b) => a - b);
    const before = score(model, now);
    const length = ([num, den]) => decimal(100n * num, den, 2) + "%";

    // A row with two bars, now and with these levels, and ticks where something begins.
    const measure = (title, was, ticks) => {
      const note = make("span", {}), figures = make("b", {}), state = make("span", {className: "state"});
      const bars = make("div", {className: "bars", "aria-hidden": "true"}, ...["was", "is", ...ticks.map(() => "tick")].map(name => make("i", {className: name})));
      if (was) bars.children[0].style.width = length(was);
      ticks.forEach((tick, i) => bars.children[i + 2].style.left = length(tick.slice(0, 2).map(BigInt)));
      const row = make("li", {}, make("span", {className: "name"}, title), figures, state, bars);
      return {row, figures, state, bars};
    };
    const rowsOf = model.places.map(([title, above, , bars], i) =>
      above < 0 ? measure(title, before.places[i].score, bars.slice(0, 1)) : null);
    const list = $("#simulation-places"), result = $("#simulation-result");
    const whole = model.is_staged ? null : measure(words.index, before.index, model.bands.slice(1).map(one => one.slice(1, 3)));
    const bands = model.bands.map(([label]) => make("li", {}, label));
    if (whole) {
      whole.row.className = "whole";
      whole.row.append(make("ol", {className: "bands"}, ...bands));
    }
    list.append(...[whole, ...rowsOf].filter(Boolean).map(one => one.row));

    const write = ({figures, bars}, was, is, text) => {
      const [old, fresh] = [was, is].map(one => one ? text(one) : "–");
      figures.textContent = old == fresh ? fresh : `${old} → ${fresh}`;
      bars.children[1].style.width = is ? length(is) : "0";
    };

    function show() {
      const after = score(model, levels);
      const changed = levels.filter((level, i) => level != now[i]).length;
      rowsOf.forEach((one, i) => {
        if (!one) return;
        const place = after.places[i], bars = model.places[i][3];
        write(one, before.places[i].score, place.score, score => percent(score, bars, comma));
        if (!model.is_staged) return;
        one.row.className = words.states[place.status];
        const stage = place.waits < 0 ? "" : model.places[place.waits][0];
        one.state.textContent = fill(words.statuses[place.status], {stage});
      });
      if (whole) write(whole, before.index, after.index, index => printed(model, index, comma));
      bands.forEach((band, i) => {
        if (i == after.verdict) band.setAttribute("aria-current", "true");
        else band.removeAttribute("aria-current");
      });
      result.textContent = [
        changed ? fill(words.changed, {n: changed}) : words.unchanged,
        ...sentences(after),
      ].join(" ");
    }

    function sentences(after) {
      const held = (model.is_staged ? model.places : model.bands)[after.verdict];
      const said = [fill(words.verdict, {verdict: held ? held[0] : words.none})];
      if (after.index) said.push(fill(words.reached, {index: printed(model, after.index, comma)}));
      const band = model.bands[after.next];
      if (model.is_staged) said.push(...lacking(after));
      else if (band) said.push(fill(model.is_closed_right ? words.above : words.from, {band: band[0], start: band[3]}));
      const n = levels.filter(level => level == -1).length;
      if (n) said.push(fill(words.open, {n}));
      return said;
    }

    // What the next stage lacks, in itself and in the stage below that does not carry it.
    function lacking({places, next}) {
      if (next < 0) return [];
      const about = (i, text, bar) => {
        const {status, score, unmet} = places[i], [stage, , , bars] = model.places[i];
        if (status == 3 || !score) return [fill(words.undetermined, {stage})];
        const said = [];
        if (!meets(score, bars[bar])) said.push(fill(text, {stage, score: percent(score, bars, comma), threshold: bars[bar][3]}));
        if (unmet) said.push(fill(words.mandatory, {stage, n: unmet}));
        return said;
      };
      const below = places[next].waits;
      return [...about(next, words.needs, 0), ...below < 0 ? [] : about(below, words.carries, 1)];
    }

    // Questions of one place, each with its levels.
    const picker = $("#simulation-place"), questions = $("#simulation-questions");
    const draw = () => questions.replaceChildren(...offered
      .filter(i => topOf(model.questions[i][1]) == picker.value).map(choiceOf));

    function choiceOf(i) {
      const [id, , , scale, current, mandatory, plan, target, title] = model.questions[i];
      const answer = document.getElementById("q-" + id);
      const [, numbers, labels] = model.scales[scale];
      const marks = level => [level == current && words.now, level == plan && words.planned, level == target && words.target].filter(Boolean).join(", ");
      const names = numbers.map((number, level) => [number, labels[level], marks(level)].filter(Boolean).join(" · "));
      const set = level => {
        levels[i] = level;
        show();
      };
      const name = make("p", {id: "simulated-" + i}, make("code", {}, id), answer ? $("h4", answer).lastChild.data : " " + title, mandatory < 0 ? "" : make("small", {}, words.must));
      const choice = make("div", {className: "choice", role: "group", "aria-labelledby": name.id}, name);
      if (numbers.length > 8) {
        const select = make("select", {"aria-labelledby": name.id, onchange: () => set(+select.value)}, ...names.map((name, level) => new Option(name, level)));
        select.value = levels[i];
        choice.append(select);
      } else choice.append(make("div", {className: "levels-of"}, ...numbers.map((number, level) => make("label", {title: labels[level]},
        make("input", {type: "radio", name: "simulation-" + i, value: level, checked: level == levels[i], "aria-label": names[level], onchange: () => set(level)}),
        make("span", {}, number, make("small", {}, marks(level)))))));
      return choice;
    }

    picker.append(...tops.map(top => new Option(top < 0 ? words.all : model.places[top][0], top)));
    picker.value = tops.includes(model.next) ? model.next : tops[0];
    picker.closest("label").hidden = tops.length < 2;
    picker.onchange = draw;
    const restart = start => {
      levels = start;
      draw();
      show();
    };
    const plan = $("#simulation-plan");
    plan.hidden = model.questions.every(one => one[6] < 0);
    plan.onclick = () => restart(model.questions.map((one, i) => one[6] < 0 ? now[i] : one[6]));
    $("#simulation-reset").onclick = () => restart([...now]);
    section.hidden = false;
    const entry = $('.toc a[href$=actions]');
    if (entry) entry.closest("li").after(make("li", {}, make("a", {href: "#simulation"}, make("span", {}), $("h2", section).textContent)));
    restart([...now]);
  }
}
if (typeof document == "object") page();
