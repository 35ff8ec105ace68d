// What a phone or a scribe has written is kept on the device until the laptop has said
// that it has it: an answer or a note is sent again until then, and counts once, for it
// has an id of its own from the beginning.
(function () {
  "use strict";

  var PREFIX = "firstyear-queue-";
  var LEVELS = ["Not in place", "Patchy", "In place", "In place and shown to work"];
  var holder = document.querySelector("[data-phone]");
  var list = document.getElementById("queue-list");
  var memory = null;
  var unstored = false;
  var gone = false;
  var sending = false;
  var delay = 1000;
  var told = { taken: null, refused: null };

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

  // In the phone's storage, or in the page where storage is not allowed.
  function key() { return PREFIX + holder.dataset.phone; }
  function empty() { return { next: 1, waiting: [], refused: [], unsent: [], received: 0, last: "" }; }
  function read() {
    var queue = null;
    // Storage that took no more holds an older queue than the page does.
    if (!unstored) {
      try { queue = JSON.parse(window.localStorage.getItem(key())); } catch (refused) { queue = memory; }
    }
    queue = queue || memory || empty();
    queue.unsent = queue.unsent || [];
    // The laptop knows where the order of this voice stands: storage may have been emptied,
    // and another phone may have answered before.
    queue.next = Math.max(queue.next, Number(holder.dataset.next) || 1);
    return queue;
  }
  function write(queue) {
    memory = queue;
    try {
      window.localStorage.setItem(key(), JSON.stringify(queue));
      unstored = false;
    } catch (refused) { unstored = true; /* kept in the page */ }
  }
  function clear() {
    memory = null;
    unstored = false;
    gone = true;
    try { window.localStorage.removeItem(key()); } catch (refused) { /* nothing was kept */ }
  }

  function say(id, text) {
    var line = document.getElementById(id);
    if (!line) { return; }
    line.hidden = !text;
    line.textContent = text;
    box();
  }
  function box() {
    var found = document.getElementById("queue");
    if (found) { found.hidden = !found.querySelector("p:not([hidden])"); }
  }

  function plural(number, thing) { return number + " " + thing + (number === 1 ? "" : "s"); }

  function words(one) {
    if (one.content.text) { return one.title + ": " + one.content.text; }
    if (typeof one.content.level === "number") { return one.title + ": " + LEVELS[one.content.level]; }
    return one.title;
  }

  function line(text, where) {
    var made = document.createElement("p");
    made.textContent = text;
    (where || list).appendChild(made);
    return made;
  }
  function button(text, where, press) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "nhsuk-button nhsuk-button--secondary nhsuk-button--small";
    made.textContent = text;
    made.addEventListener("click", press);
    where.appendChild(made);
  }

  function show() {
    if (!holder) { return; }
    var queue = read();
    var thing = "notes" in holder.dataset ? "note" : "answer";
    say("queue-waiting", queue.waiting.length ? plural(queue.waiting.length, thing) + " waiting. " +
      "Kept on this device; sent when the connection is back." : "");
    say("queue-received", queue.received ? plural(queue.received, thing) + " received. Last receipt " + queue.last + "." : "");
    if (list) {
      list.textContent = "";
      queue.waiting.forEach(function (one) { line("Waiting on this device. " + words(one)); });
      queue.refused.forEach(function (one) { line("Not taken. " + words(one)); });
      queue.unsent.forEach(function (one) {
        var made = line("You had not sent this. " + words(one) + " ");
        button("Send it", made, function () { put(one.content, one.title); });
        button("Throw it away", made, function () { drop(one.content); });
      });
    }
    box();
  }

  function same(one, content) {
    return one.content.ballot === content.ballot && one.content.round === content.round;
  }
  function alike(one, other) {
    return one.id === other.id && Object.keys(other).every(function (name) {
      return name === "order" || one[name] === other[name];
    });
  }
  function without(queue, content) {
    queue.unsent = queue.unsent.filter(function (one) { return !same(one, content); });
  }
  function drop(content) {
    var queue = read();
    without(queue, content);
    write(queue);
    show();
  }
  // What somebody has begun to write and not sent is kept on the device, for them to send
  // or to throw away: the question may end, or the page, before they are done.
  function keep(content, title) {
    if (!holder || gone) { return; }
    var queue = read();
    without(queue, content);
    queue.unsent.push({ content: content, title: title });
    write(queue);
    show();
  }

  function put(content, title) {
    var queue = read();
    without(queue, content);
    if (!content.id) { content.id = newId(); }
    // The same thing twice waits once; a note in other words is another thing to send.
    if (queue.waiting.some(function (one) { return alike(one.content, content); })) { return; }
    content.order = queue.next;
    queue.next += 1;
    queue.waiting.push({ content: content, title: title });
    write(queue);
    show();
    send();
  }

  function body(one) {
    if (!("notes" in holder.dataset)) { return JSON.stringify(one.content); }
    var form = new URLSearchParams();
    Object.keys(one.content).forEach(function (name) { form.append(name, one.content[name]); });
    return form;
  }

  function headers() {
    var made = { Accept: "application/json", "X-CSRFToken": token() };
    if (!("notes" in holder.dataset)) { made["Content-Type"] = "application/json"; }
    return made;
  }

  function settle(one, ok, answer) {
    var queue = read();
    queue.waiting = queue.waiting.filter(function (other) {
      return other.content.id !== one.content.id || other.content.order !== one.content.order;
    });
    if (ok) {
      queue.received += 1;
      queue.last = answer.receipt;
    } else if (!(told.refused && told.refused(one, answer))) {
      // Not lost: what was said stays in the list below.
      queue.refused.push(one);
    }
    write(queue);
    say("queue-problem", ok ? remark(answer) : answer.problem || "This was not taken.");
    if (ok && told.taken) { told.taken(answer); }
  }

  function remark(answer) {
    if (answer.likeness && answer.likeness.length) {
      return "This looks like a person. Remove it, or send it to the safeguarding lead. It is kept and is in no shared view.";
    }
    return answer.state === "late" ? "An answer came after the answers were shown. It is kept, and the facilitator decides whether it counts." : "";
  }

  function send() {
    if (!holder || !holder.dataset.answer || sending) { return; }
    var one = read().waiting[0];
    if (!one) { return; }
    sending = true;
    var aborter = window.AbortController ? new AbortController() : null;
    var slow = window.setTimeout(function () { if (aborter) { aborter.abort(); } }, 20000);
    window.fetch(holder.dataset.answer, {
      method: "POST", credentials: "same-origin", headers: headers(), body: body(one),
      signal: aborter ? aborter.signal : undefined
    }).then(function (response) {
      if (response.status === 403) {
        // The page is older than its key: any page brings a new one.
        return window.fetch(window.location.href, { credentials: "same-origin" }).then(function () { throw new Error("again"); });
      }
      if (response.status >= 500) {
        return response.json().then(function (answer) { say("queue-problem", answer.problem || ""); throw new Error("again"); });
      }
      return response.json().then(function (answer) {
        settle(one, response.ok, answer);
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

  function now() { delay = 1000; send(); }

  document.addEventListener("submit", function (event) {
    if (!holder) { return; }
    var way = event.target.dataset.way;
    if (way === "next" && read().waiting.length) {
      event.preventDefault();
      say("queue-problem", "Wait a moment: what was written here is sent first.");
      now();
    } else if (way === "leave" || way === "next") {
      clear();
    }
  });
  window.addEventListener("online", now);
  document.addEventListener("visibilitychange", function () { if (!document.hidden) { now(); } });

  // A device that is in no session any more still says what was not taken from it.
  function left() {
    var where = document.getElementById("queue-left");
    var keys = [];
    if (!where) { return; }
    try {
      keys = Object.keys(window.localStorage).filter(function (one) { return one.indexOf(PREFIX) === 0; });
    } catch (refused) { return; }
    keys.forEach(function (one) {
      var queue = JSON.parse(window.localStorage.getItem(one)) || {};
      [].concat(queue.waiting || [], queue.refused || [], queue.unsent || []).forEach(function (kept) {
        line(words(kept), where);
      });
    });
    if (!where.children.length) { return; }
    where.insertBefore(line("Not taken, and kept on this device only:", where), where.firstChild);
    button("Delete it from this device", where, function () {
      keys.forEach(function (one) { window.localStorage.removeItem(one); });
      where.textContent = "Deleted.";
    });
  }

  window.firstyearQueue = { put: put, keep: keep, drop: drop, send: now, say: say, newId: newId, told: told };
  left();
  if (holder) { show(); send(); }
})();
