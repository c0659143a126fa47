window.CONFIG = { gateway: "/gw/v1", site: "yg", rows: 4 };
