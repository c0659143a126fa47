function turnTo(n) {
  var query = location.search.replace(/&at_page=\d+/, "");
  location.href = "list.jsp" + query + "&at_page=" + n;
}
