var Site = {};
Site.show = function (box, fields) {
  fields.part = 1;
  $.ajax({ url: "/site/part/77", type: "GET", data: fields, success: function (html) { $(box).html(html); } });
};
Site.pager = function (box, turned, settings) {
  function draw(now) {
    var html = "";
    for (var i = 1; i <= settings.pageCount; i++) { html += i == now ? "<b>" + i + "</b>" : '<a paged="' + i + '">' + i + "</a>"; }
    $(box).html(html);
    $(box + " a").click(function () { var n = parseInt(this.getAttribute("paged")); turned(n); draw(n); });
  }
  draw(settings.currPage);
};
