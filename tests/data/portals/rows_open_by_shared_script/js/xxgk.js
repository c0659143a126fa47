function linkToNew(id, date) {
  var url = '/gov/' + deptcode + '/' + date + '/' + id + '.html';
  window.open(url);
}
