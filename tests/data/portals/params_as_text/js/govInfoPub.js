(function ($) {
  var size = 6;
  function render(rows) {
    var html = "";
    $.each(rows, function (i, item) { html += "<li><a href='" + item.infourl + "' title='" + item.title + "'>" + item.title + "</a><span>" + item.infodate + "</span></li>"; });
    $("#list").html("<ul>" + html + "</ul>");
  }
  function getList(index) {
    Util.ajax({ url: "/rest/lightfrontaction/getgovinfolist", data: { deptcode: "", categorynum: Util.getUrlParams("categorynum"), pageIndex: index, pageSize: size, siteGuid: siteInfo.siteGuid },
      success: function (msg) { render(msg.custom.infodata); $("#pager").pagination({ pageIndex: index, pageSize: size, total: msg.custom.total, showInfo: true }); } });
  }
  $("#pager").on("pageClicked", function (event, data) { getList(data.pageIndex); });
  getList(0);
})(jQuery);
