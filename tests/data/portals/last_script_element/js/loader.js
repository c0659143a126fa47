var all = document.getElementsByTagName("script"), own = all[all.length - 1];
var List = { col: own.getAttribute("data-col"), api: own.getAttribute("data-api"), to: function (n) {
  var body = {}; body.colCode = this.col; body.start = (n - 1) * 4; body.count = 4;
  $.post(this.api, body, function (h) { document.getElementById("box").innerHTML = h; }); }, prev: function () {} };
List.to(1);
