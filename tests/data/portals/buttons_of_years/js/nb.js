(function () {
  function line(row) {
    var item = document.createElement('li');
    var link = document.createElement('a');
    link.href = '/zwgk/nb/text/' + row.id + '.html';
    link.textContent = row.title;
    item.appendChild(link);
    return item;
  }
  function show(file) {
    fetch('/data/' + file).then(function (r) { return r.json(); }).then(function (told) {
      var box = document.getElementById('rows');
      box.innerHTML = '';
      told.rows.forEach(function (row) { box.appendChild(line(row)); });
    });
  }
  fetch('/data/years.json').then(function (r) { return r.json(); }).then(function (told) {
    var box = document.getElementById('years');
    told.years.forEach(function (one, index) {
      var button = document.createElement('button');
      button.textContent = one.year + '年';
      button.onclick = function () { show(one.file); };
      box.appendChild(button);
      if (index === 0) { show(one.file); }
    });
  });
})();
