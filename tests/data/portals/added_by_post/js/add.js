$(function () {
  var at = 1;
  $("#further").click(function () {
    at++;
    var me = this;
    $.post("/index.php?c=rows&a=add", { name: $(me).attr("data-name"), page: at }, function (told) {
      if (told.status == 1) { $("#rows").append(told.html); if (!told.more) { $("#further").hide(); } }
    }, "json");
  });
});
