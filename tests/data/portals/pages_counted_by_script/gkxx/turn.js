function showTurn(address, rows, now, rowsOfPage) {
  var box = document.getElementById("turn"), all = Math.ceil(rows / rowsOfPage), html = "";
  function to(number) { return address.replace("{0}", number === 1 ? "" : "-p" + number); }
  for (var number = 1; number <= all; number++) {
    html += number === now ? "<b>" + number + "</b>" : "<a href='" + to(number) + "'>" + number + "</a>";
  }
  if (now < all) { html += "<a href='" + to(now + 1) + "'>下一页</a>"; }
  box.innerHTML = html;
}
