// What pages gain where JavaScript is. Without it everything is there already:
// the pictures, their tables, the links.
(function () {
  "use strict";

  // In a chart, a mark tells what it is on hover, focus or tap; the marks of the same
  // area in every other chart of the page stay strong while the rest fade.
  var tip = document.createElement("div");
  tip.className = "fy-tip";
  tip.setAttribute("aria-hidden", "true");
  tip.hidden = true;

  function words(target) {
    var mark = target.closest("[aria-label]");
    return mark && mark.closest(".fy-figure svg") ? mark.getAttribute("aria-label") : "";
  }

  function showTip(target) {
    var text = words(target) || words(target.querySelector("[aria-label]") || target);
    if (!text) { tip.hidden = true; return; }
    tip.textContent = text;
    tip.hidden = false;
    var box = target.getBoundingClientRect();
    var left = Math.min(box.left, document.documentElement.clientWidth - tip.offsetWidth - 8);
    tip.style.left = Math.max(8, left) + window.scrollX + "px";
    tip.style.top = box.bottom + 8 + window.scrollY + "px";
  }

  function address(link) {
    return link.getAttribute("href") || link.getAttributeNS("http://www.w3.org/1999/xlink", "href");
  }

  function brush(link) {
    var chosen = link && address(link);
    document.querySelectorAll(".fy-figure svg a").forEach(function (other) {
      other.classList.toggle("fy-fade", Boolean(chosen) && address(other) !== chosen);
    });
  }

  function enter(event) {
    if (!event.target.closest || !event.target.closest(".fy-figure svg")) { return; }
    showTip(event.target);
    brush(event.target.closest("a"));
  }

  function leave(event) {
    if (event.type === "keydown" && event.key !== "Escape") { return; }
    tip.hidden = true;
    brush(null);
  }

  document.body.appendChild(tip);
  ["pointerover", "focusin"].forEach(function (name) { document.addEventListener(name, enter); });
  ["pointerout", "focusout", "keydown"].forEach(function (name) { document.addEventListener(name, leave); });

  // In a rug, arrow keys move from cell to cell; Enter opens, as on any link.
  document.querySelectorAll(".fy-rug").forEach(function (table) {
    table.querySelectorAll("tbody td a").forEach(function (link) {
      link.tabIndex = -1; // the row's heading is the way in; arrows go on from there
    });
    table.addEventListener("keydown", function (event) {
      var step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
      var cell = event.target.closest("td, th");
      if (!step || !cell) { return; }
      var row = cell.parentElement.sectionRowIndex + step[0];
      var column = cell.cellIndex + step[1];
      var rows = table.tBodies[0].rows;
      while (rows[row] && rows[row].cells[column]) {
        var link = rows[row].cells[column].querySelector("a");
        if (link) { link.focus(); event.preventDefault(); return; }
        row += step[0];
        column += step[1];
      }
    });
  });

  // An error summary is read out first.
  var summary = document.querySelector(".nhsuk-error-summary");
  if (summary) { summary.focus(); }
})();
