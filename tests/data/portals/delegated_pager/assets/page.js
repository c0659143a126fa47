$(function () {
  var $list = $("#list");
  function load(no) { $.get("/front/list/" + $list.data("channel"), { no: no }, function (res) { $list.html(res.data); }); }
  $list.on("click", ".bar b", function () { load($(this).data("to")); });
  $list.on("click", "li", function () { window.open($(this).data("href")); });
  load(1);
});
