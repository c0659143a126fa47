(function () {
  var turn = document.getElementById("turn"), rows = document.getElementById("rows");
  var size = +turn.getAttribute("data-rows"), total = +turn.getAttribute("data-total");
  function draw(shown) {
    var last = Math.ceil(total / size), html = "";
    for (var i = 1; i <= last; i++) html += i === shown ? "<em>" + i + "</em>" : '<a data-to="' + i + '">' + i + "</a>";
    turn.innerHTML = html + (shown < last ? '<a data-to="' + (shown + 1) + '">下一页</a>' : "");
    [].forEach.call(turn.querySelectorAll("a"), function (link) {
      link.onclick = function () { go(+link.getAttribute("data-to")); };
    });
  }
  function go(to) {
    var request = new XMLHttpRequest();
    request.open("GET", "/find/" + turn.getAttribute("data-column") + "?_json=true&_pageSize=" + size + "&page=" + to);
    request.onreadystatechange = function () {
      if (request.readyState !== 4 || request.status !== 200) return;
      var data = JSON.parse(request.responseText).data, html = "";
      data.rows.forEach(function (row) {
        html += '<li><a href="' + row.url + '">' + row.title + "</a><span>" + row.day + "</span></li>";
      });
      rows.innerHTML = html;
      draw(data.page);
    };
    request.send();
  }
  draw(1);
})();
