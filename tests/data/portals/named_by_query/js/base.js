var wz = { prefix: "/wz", site: "s-77" };
function query(name) {
  var e = new RegExp("(^|&)" + name + "=([^&]*)(&|$)", "i"), r = window.location.search.substr(1).match(e);
  return r != null ? unescape(r[2]) : null;
}
function given(name) { var m = /[?&]lm=([^&#]+)/.exec(location.href); return name === "lm" && m ? m[1] : ""; }
