function setHome() { alert("请手动设置"); }
