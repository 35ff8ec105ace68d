// What a room's screens gain where JavaScript is: they change by themselves, and what is
// written goes through the queue (room-queue.js). Without it every form posts and shows a
// receipt number.
(function () {
  "use strict";

  var live = document.getElementById("live");
  var consolePart = document.getElementById("console");
  var queue = window.firstyearQueue;
  var say = queue ? queue.say : function () { /* the console has no queue */ };

  function content(form) {
    var data = new FormData(form);
    var kind = form.dataset.kind;
    var made = { ballot: data.get("ballot"), round: Number(data.get("round")) };
    if (kind === "level") {
      var level = data.get("level");
      if (level === null) { return null; }
      made.level = level === "unknown" ? null : Number(level);
      made.confidence = data.get("confidence") || "";
      made.text = data.get("text") || "";
      made.kept = data.has("kept");
    } else if (kind === "scale") {
      made.scores = [];
      for (var place = 0; place < Number(data.get("statements")); place += 1) {
        made.scores.push(Number(data.get("score-" + place) || 0));
      }
      if (!made.scores.some(Boolean)) { return null; }
    } else if (kind === "rank") {
      made.chosen = [];
      for (var rank = 1; rank <= 9; rank += 1) {
        var chosen = data.get("rank-" + rank);
        if (chosen) { made.chosen.push(Number(chosen)); }
      }
      if (!made.chosen.length) { return null; }
    } else if (kind === "choose") {
      made.chosen = data.getAll("chosen").map(Number);
      if (!made.chosen.length) { return null; }
    } else {
      made.text = (data.get("text") || "").trim();
      if (!made.text) { return null; }
    }
    return made;
  }

  function title(made) {
    var heading = live.querySelector("h1");
    return heading ? heading.textContent : made.ballot || "Note";
  }

  // What the form on the page holds and nobody has sent; null for nothing.
  function begun() {
    var scribes = document.querySelector("[data-note]");
    if (scribes && live && "notes" in live.dataset) {
      return scribes.querySelector("[name=text]").value.trim() ? noted(scribes) : null;
    }
    var form = live && live.dataset.answer ? live.querySelector("[data-vote]") : null;
    if (!form) { return null; }
    var made = content(form);
    var text = form.querySelector("[name=text]");
    if (!made && text && text.value.trim()) {
      // A view without a level is kept as one: who sends it does not know the level.
      var data = new FormData(form);
      made = {
        ballot: data.get("ballot"), round: Number(data.get("round")),
        level: null, confidence: "", text: text.value, kept: data.has("kept")
      };
    }
    return made && JSON.stringify(made) !== form.dataset.put ? made : null;
  }
  function keepBegun() {
    var made = begun();
    if (made && queue) { queue.keep(made, title(made)); }
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.matches("[data-vote]") && live && live.dataset.answer) {
      event.preventDefault();
      var made = content(form);
      if (!made) { say("queue-problem", "Choose or write something first."); return; }
      say("queue-problem", "");
      form.dataset.put = JSON.stringify(made);
      queue.put(made, title(made));
      var sent = form.querySelector("[data-sent]");
      if (sent) { sent.hidden = false; }
    } else if (form.matches("[data-do]")) {
      event.preventDefault();
      post(form);
    } else if (form.matches("[data-note]")) {
      event.preventDefault();
      note(form);
    }
  });

  // Where a field of the console stands: by what its form does, to what, and its name.
  function placeOf(field) {
    var form = field.form ? new FormData(field.form) : new FormData();
    return [form.get("verb"), form.get("thing"), field.name].join(" ");
  }
  function fields() {
    return Array.prototype.slice.call(consolePart.querySelectorAll("form input:not([type=hidden])"));
  }
  function folds() { return Array.prototype.slice.call(consolePart.querySelectorAll("details")); }
  function named(fold) { return fold.querySelector("summary").textContent; }

  // The console changes by itself; what is typed in it and what is unfolded stays.
  // `done` is a form that has just done its work.
  function replaceConsole(html, done) {
    var at = document.activeElement;
    var typed = {};
    var open = folds().filter(function (fold) { return fold.open; }).map(named);
    fields().forEach(function (field) {
      if (field.form !== done && field.value) { typed[placeOf(field)] = field; }
    });
    consolePart.innerHTML = html;
    folds().forEach(function (fold) { if (open.indexOf(named(fold)) >= 0) { fold.open = true; } });
    fields().forEach(function (field) {
      var before = typed[placeOf(field)];
      if (before) { field.value = before.value; }
      if (before && before === at) { field.focus(); }
    });
  }

  function post(form) {
    var data = new URLSearchParams(new FormData(form));
    window.fetch(form.action + "?live", { method: "POST", body: data, credentials: "same-origin" })
      .then(function (response) { return response.text(); })
      .then(function (html) { if (consolePart) { replaceConsole(html, html.indexOf("nhsuk-error-summary") < 0 ? form : null); } })
      .catch(function () { form.submit(); });
  }

  // The questions to choose from grow with the parts that the room comes to; of those
  // the ones of the chosen part can be chosen, all of them where no part is.
  var part = document.querySelector("[data-note] [name=part]");
  var question = document.querySelector("[data-note] [name=question]");
  function questions() {
    var told = live && live.querySelector("[data-questions]");
    if (!told || !question) { return; }
    var chosen = question.value;
    if (question.innerHTML !== told.innerHTML) { question.innerHTML = told.innerHTML; }
    question.value = chosen;
    if (question.selectedIndex < 0) { question.value = ""; }
    narrow();
  }
  function narrow() {
    if (!part || !question) { return; }
    Array.prototype.forEach.call(question.querySelectorAll("optgroup"), function (group) {
      var other = Boolean(part.value) && group.dataset.part !== part.value;
      group.hidden = other;
      group.disabled = other;
    });
    var option = question.options[question.selectedIndex];
    if (option && option.parentNode.disabled) { question.value = ""; }
  }
  if (part && question) {
    part.addEventListener("change", narrow);
    question.addEventListener("change", function () {
      var option = question.options[question.selectedIndex];
      if (!part.value && option.value) { part.value = option.parentNode.dataset.part; narrow(); }
    });
    narrow();
  }

  var NOTE = ["kind", "part", "question", "text", "lead", "due", "point", "approach"];
  function noted(form) {
    var data = new FormData(form);
    var made = { id: data.get("id") };
    NOTE.forEach(function (name) { made[name] = data.get(name) || ""; });
    return made;
  }
  function note(form) {
    var made = noted(form);
    if (!made.text.trim()) { return; }
    fill(form, { kind: made.kind, part: made.part, question: made.question, text: "", lead: "", due: "", approach: "", point: "0", id: queue.newId() });
    say("queue-problem", "");
    queue.put(made, "Note");
    form.querySelector("[name=text]").focus();
  }

  function fill(form, content) {
    Object.keys(content).forEach(function (name) {
      var field = form.querySelector("[name=" + name + "]");
      if (field) { field.value = content[name]; }
    });
    narrow();
  }

  if (queue && live && "notes" in live.dataset) {
    // A note of the group goes back into the form, to be put in other words.
    live.addEventListener("click", function (event) {
      var link = event.target.closest("[data-change]");
      var form = document.querySelector("[data-note]");
      if (!link) { return; }
      event.preventDefault();
      if (form.querySelector("[name=text]").value.trim()) {
        say("queue-problem", "Keep what you are writing first, or empty its box.");
        return;
      }
      fill(form, JSON.parse(link.dataset.change));
      say("queue-problem", "");
      form.querySelector("[name=text]").focus();
    });
    queue.told.taken = function (answer) { if (answer.html) { live.innerHTML = answer.html; questions(); } };
    // What was not taken goes back into its box, unless somebody writes there already.
    queue.told.refused = function (one, answer) {
      var form = document.querySelector("[data-note]");
      if (answer.gone || !form || form.querySelector("[name=text]").value.trim()) { return false; }
      fill(form, one.content);
      return true;
    };
  }

  // A phone that is being filled in is left alone while the same question is open.
  function replaceLive(html) {
    var box = document.createElement("div");
    box.innerHTML = html;
    var before = live.querySelector("[data-key]");
    var after = box.querySelector("[data-key]");
    if (before && after && before.dataset.key === after.dataset.key) { return; }
    keepBegun();
    live.innerHTML = html;
    questions();
  }

  function refetch() {
    var part = live || consolePart;
    if (!part || !part.dataset.live) { return; }
    window.fetch(part.dataset.live, { credentials: "same-origin" }).then(function (response) {
      if (!response.ok) { throw new Error("no"); }
      return response.text();
    }).then(function (html) {
      if (consolePart) { replaceConsole(html); } else { replaceLive(html); }
    }).catch(function () { /* the stream tells again */ });
  }

  function pulse(told) {
    var count = document.getElementById("pulse-answers");
    var voices = document.getElementById("pulse-voices");
    if (voices) { voices.textContent = told.voices; }
    var line = document.getElementById("pulse");
    if (line) { line.textContent = told.voices ? told.voices + " in the room" : ""; }
    if (count || (live && "notes" in live.dataset)) { later(); }
  }

  var timer = null;
  function later() {
    if (timer) { return; }
    timer = window.setTimeout(function () { timer = null; refetch(); }, 700);
  }

  function listen() {
    var part = live || consolePart;
    if (!part || !part.dataset.stream) { return; }
    if (!window.EventSource) { window.setInterval(refetch, 3000); return; }
    var source = new EventSource(part.dataset.stream);
    source.addEventListener("open", function () { if (queue) { queue.send(); } });
    source.addEventListener("live", function (event) {
      if (live && !("notes" in live.dataset)) {
        if (live.dataset.phone) { replaceLive(event.data); } else { live.innerHTML = event.data; }
      }
    });
    source.addEventListener("pulse", function (event) {
      var told = JSON.parse(event.data);
      if (consolePart && told.turn !== listen.turn) { listen.turn = told.turn; later(); }
      pulse(told);
    });
    source.addEventListener("error", function () {
      if (live && live.querySelector("[data-key=closed]")) { source.close(); return; }
      if (source.readyState === EventSource.CLOSED) { window.setTimeout(listen, 2000); }
    });
  }

  document.addEventListener("visibilitychange", function () {
    var made = begun();
    if (document.hidden) { keepBegun(); return; }
    // It is still in the form.
    if (made && queue) { queue.drop(made); }
    refetch();
  });
  window.addEventListener("pagehide", keepBegun);
  listen();
  if (consolePart) { window.setInterval(refetch, 30000); }
})();
