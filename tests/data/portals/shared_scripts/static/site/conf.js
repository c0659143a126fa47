var ROOT = "/data" + "/v2";
var GROUPS = { "1": ["k11", "k12"], "2": ["k21", "k22", "k23"] };
