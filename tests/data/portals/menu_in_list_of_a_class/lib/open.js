var asked = { kind: 0, office: 31, page: 1, size: 3 };
function one(selector) { return document.querySelector(selector); }
function kinds() {
  axios.get("/service/kinds", { params: { site: 9 } }).then(function (answer) {
    one("#open .kinds").innerHTML = answer.data.data.map(function (kind) {
      return '<li data-kind="' + kind.key + '">' + kind.label + "</li>";
    }).join("");
  });
}
function offices() {
  axios.get("/service/offices", { params: { site: 9 } }).then(function (answer) {
    one("#of").innerHTML = answer.data.data.map(function (office) {
      return '<option value="' + office.key + '">' + office.label + "</option>";
    }).join("");
  });
}
function show(page) {
  asked.page = page;
  axios.post("/service/entries", { site: 9, kind: asked.kind, office: asked.office, page: asked.page, size: asked.size }).then(function (answer) {
    var told = answer.data.data, turn = "";
    one("#open .entries").innerHTML = told.entries.map(function (entry) {
      return '<li><a href="/open/text?key=' + entry.key + '">' + entry.heading + "</a><span>" + entry.day + "</span></li>";
    }).join("");
    for (var i = 1; i <= Math.ceil(told.total / asked.size); i++) turn += '<a href="javascript:;" data-turn="' + i + '">' + i + "</a>";
    one("#open .turn").innerHTML = turn;
  });
}
one("#open .kinds").addEventListener("click", function (event) {
  var entry = event.target.closest("li");
  if (entry) { asked.kind = Number(entry.dataset.kind); show(1); }
});
one("#open .turn").addEventListener("click", function (event) {
  if (event.target.dataset.turn) show(Number(event.target.dataset.turn));
});
one("#of").addEventListener("change", function () { asked.office = Number(this.value); show(1); });
kinds();
offices();
