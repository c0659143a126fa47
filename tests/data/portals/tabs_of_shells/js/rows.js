$(function () {
  var box = $('.rows'); if (!box.length) { return; }
  var id = $('meta[name="channelid"]').attr('content'), size = 5;
  function load(now) {
    $.ajax({ url: '/common/list/' + id + '?_isJson=true&_pageSize=' + size + '&page=' + now, type: 'get', dataType: 'json',
      success: function (res) {
        var html = '';
        $.each(res.data.results, function (i, v) { html += '<tr><td><a href="' + v.url + '">' + v.title + '</a></td><td>' + v.day + '</td></tr>'; });
        box.find('tbody').html(html);
        pages(Math.ceil(res.data.total / res.data.rows), now);
      } });
  }
  function pages(all, now) {
    var s = ''; for (var i = 1; i <= all; i++) { s += '<a href="javascript:;" data-i="' + i + '">' + i + '</a>'; }
    $('.pages').html(s).find('a').on('click', function () { load(+$(this).attr('data-i')); });
  }
  load(1);
});
