$(function () {
  $(".menu .item").on("click", function () { location.href = "/column_" + $(this).data("no") + ".html"; });
});
