(function () {
  function at(id) { return document.getElementById(id); }
  function show(page) {
    var asks = new XMLHttpRequest();
    asks.onreadystatechange = function () {
      if (asks.readyState != 4 || asks.status != 200) return;
      at("list").innerHTML = asks.responseText;
      var told = at("list").querySelector("ol"), links = "";
      var last = Math.ceil(told.getAttribute("data-rows") / told.getAttribute("data-per"));
      for (var number = 1; number <= last; number++) {
        links += '<a href="#" data-to="' + number + '">' + number + "</a>";
      }
      at("pages").innerHTML = last > 1 ? links : "";
    };
    asks.open("GET", "/gk/pieces/" + now.unit + "-" + now.kind + "-" + page + ".html");
    asks.send();
  }
  at("units").innerHTML = units.map(function (unit) {
    return '<li data-unit="' + unit.no + '">' + unit.name + "</li>";
  }).join("");
  at("units").addEventListener("click", function (event) {
    var unit = event.target.getAttribute("data-unit");
    if (unit) { now.unit = unit; show(1); }
  });
  at("kinds").addEventListener("click", function (event) {
    var kind = event.target.getAttribute("data-kind");
    if (kind) { now.kind = kind; show(1); }
  });
  at("pages").addEventListener("click", function (event) {
    var to = event.target.getAttribute("data-to");
    if (to) show(Number(to));
  });
  at("list").addEventListener("click", function (event) {
    var no = event.target.getAttribute("data-no");
    if (no) location.href = "/gk/" + event.target.getAttribute("data-year") + "/" + no + ".html";
  });
  show(1);
})();
