// What a room's screens gain where JavaScript is: they change by themselves, and an
// answer is kept on the phone until the laptop has said that it has it. Without it every
// form posts and shows a receipt number.
(function () {
  "use strict";

  var live = document.getElementById("live");
  var consolePart = document.getElementById("console");
  var queueList = document.getElementById("queue-list");

  function cookie(name) {
    var found = document.cookie.match("(?:^|; )" + name + "=([^;]*)");
    return found ? decodeURIComponent(found[1]) : "";
  }

  function token() {
    var field = document.querySelector("input[name=csrfmiddlewaretoken]");
    return cookie("csrftoken") || (field ? field.value : "");
  }

  // 32 hexadecimal letters: rooms are on plain http, where randomUUID is not.
  function newId() {
    var bytes = new Uint8Array(16);
    window.crypto.getRandomValues(bytes);
    return Array.prototype.map.call(bytes, function (one) {
      return ("0" + one.toString(16)).slice(-2);
    }).join("");
  }

  // The queue: kept in the phone's storage, or in the page where storage is refused.
  var memory = {};
  function storeKey() {
    var holder = live && live.dataset.phone ? live : queueList;
    return "firstyear-queue-" + (holder ? holder.dataset.phone : "");
  }
  function read() {
    try {
      return JSON.parse(window.localStorage.getItem(storeKey())) || { next: 1, waiting: [], received: 0 };
    } catch (refused) {
      return memory.queue || { next: 1, waiting: [], received: 0 };
    }
  }
  function write(queue) {
    memory.queue = queue;
    try { window.localStorage.setItem(storeKey(), JSON.stringify(queue)); } catch (refused) { /* kept in the page */ }
  }

  function say(id, text) {
    var line = document.getElementById(id);
    if (!line) { return; }
    line.hidden = !text;
    line.textContent = text;
    var box = document.getElementById("queue");
    if (box) { box.hidden = !box.querySelector("p:not([hidden])"); }
  }

  function plural(number, thing) { return number + " " + thing + (number === 1 ? "" : "s"); }

  function show() {
    var queue = read();
    say("queue-waiting", queue.waiting.length ? plural(queue.waiting.length, "answer") + " waiting. " +
      "Kept on this phone; it is sent when the connection is back." : "");
    say("queue-received", queue.received ? plural(queue.received, "answer") + " received. Last receipt " + queue.last + "." : "");
    if (queueList) {
      queueList.textContent = "";
      queue.waiting.forEach(function (one) {
        var line = document.createElement("p");
        line.textContent = "Waiting on this phone: " + one.title;
        queueList.appendChild(line);
      });
    }
  }

  var sending = false;
  var delay = 1000;
  function send() {
    var holder = live && live.dataset.answer ? live : queueList;
    if (!holder || sending) { return; }
    var queue = read();
    if (!queue.waiting.length) { return; }
    sending = true;
    var one = queue.waiting[0];
    var aborter = window.AbortController ? new AbortController() : null;
    var slow = window.setTimeout(function () { if (aborter) { aborter.abort(); } }, 8000);
    window.fetch(holder.dataset.answer, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      body: JSON.stringify(one.content),
      signal: aborter ? aborter.signal : undefined
    }).then(function (response) {
      if (response.status >= 500) { throw new Error("again"); }
      return response.json().then(function (told) {
        var now = read();
        now.waiting = now.waiting.filter(function (other) { return other.content.id !== one.content.id; });
        if (response.ok) {
          now.received += 1;
          now.last = told.receipt;
          write(now);
          say("queue-problem", told.likeness && told.likeness.length
            ? "This looks like a person. Remove it, or send it to the safeguarding lead. Nobody in the room sees it."
            : told.state === "late" ? "An answer came after the answers were shown. It is kept, and the facilitator decides whether it counts." : "");
        } else {
          // Refused, not lost: what was said stays on the phone's page of answers.
          now.refused = (now.refused || []).concat([one]);
          write(now);
          say("queue-problem", told.problem || "This answer was not taken.");
        }
        delay = 1000;
      });
    }).catch(function () {
      delay = Math.min(delay * 1.7, 15000);
    }).then(function () {
      window.clearTimeout(slow);
      sending = false;
      show();
      if (read().waiting.length) { window.setTimeout(send, delay === 1000 ? 0 : delay); }
    });
  }

  function content(form) {
    var data = new FormData(form);
    var kind = form.dataset.kind;
    var made = { id: newId(), ballot: data.get("ballot"), round: Number(data.get("round")) };
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

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.matches("[data-vote]") && live && live.dataset.answer) {
      event.preventDefault();
      var made = content(form);
      if (!made) { say("queue-problem", "Choose or write something first."); return; }
      say("queue-problem", "");
      var queue = read();
      made.order = queue.next;
      queue.next += 1;
      var title = live.querySelector("h1");
      queue.waiting.push({ content: made, title: title ? title.textContent : made.ballot });
      write(queue);
      var sent = form.querySelector("[data-sent]");
      if (sent) { sent.hidden = false; }
      show();
      send();
    } else if (form.matches("[data-do]")) {
      event.preventDefault();
      post(form);
    } else if (form.matches("[data-note]")) {
      event.preventDefault();
      note(form);
    }
  });

  function replaceConsole(html) {
    var at = document.activeElement;
    var typed = at && at.matches && at.matches("input:not([type=hidden])") ? { name: at.name, value: at.value } : null;
    consolePart.innerHTML = html;
    if (typed) {
      var field = consolePart.querySelector("input[name='" + typed.name + "']");
      if (field) { field.value = typed.value; field.focus(); }
    }
  }

  function post(form) {
    var data = new URLSearchParams(new FormData(form));
    window.fetch(form.action + "?live", { method: "POST", body: data, credentials: "same-origin" })
      .then(function (response) { return response.text(); })
      .then(function (html) { if (consolePart) { replaceConsole(html); } })
      .catch(function () { form.submit(); });
  }

  var pending = null;
  function note(form) {
    var data = new FormData(form);
    if (!(data.get("text") || "").trim()) { return; }
    var id = data.get("id");
    if (pending === id) { return; }
    pending = id;
    window.fetch(window.location.href, {
      method: "POST", body: new URLSearchParams(data), credentials: "same-origin",
      headers: { Accept: "application/json" }
    }).then(function (response) {
      return response.json();
    }).then(function (told) {
      pending = null;
      if (told.problem) { say("queue-problem", told.problem); return; }
      say("queue-problem", told.likeness.length ? "This looks like a person. Remove it, or send it to the safeguarding lead. The note is kept and is in no shared view." : "");
      say("queue-received", "Kept: " + told.receipt + ".");
      say("queue-waiting", "");
      if (live) { live.innerHTML = told.html; }
      form.querySelector("[name=text]").value = "";
      form.querySelector("[name=lead]").value = "";
      form.querySelector("[name=due]").value = "";
      form.querySelector("[name=point]").value = "0";
      form.querySelector("[name=id]").value = newId();
      form.querySelector("[name=text]").focus();
    }).catch(function () {
      pending = null;
      say("queue-waiting", "Waiting for the connection. The note stays in its box until the laptop has it.");
      window.setTimeout(function () { note(form); }, 3000);
    });
  }

  // A phone that is being filled in is left alone while the same question is open.
  function replaceLive(html) {
    var box = document.createElement("div");
    box.innerHTML = html;
    var before = live.querySelector("[data-key]");
    var after = box.querySelector("[data-key]");
    if (before && after && before.dataset.key === after.dataset.key) { return; }
    live.innerHTML = html;
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
    source.addEventListener("open", function () { send(); });
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
      if (source.readyState === EventSource.CLOSED) { window.setTimeout(listen, 2000); }
    });
  }

  window.addEventListener("online", send);
  document.addEventListener("visibilitychange", function () { if (!document.hidden) { send(); refetch(); } });
  show();
  send();
  listen();
  if (consolePart) { window.setInterval(refetch, 30000); }
})();
