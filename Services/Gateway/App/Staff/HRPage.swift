/// HR's page: the list of applications, for whoever holds a key.
enum HRPage {
    static let html = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Applications · 应聘列表</title>
        <link rel="stylesheet" href="/assets/plain.css">
        <script src="/assets/hr.js" defer></script>
        </head>
        <body>
        <main>
        <h1>Applications · 应聘列表</h1>
        <form id="door">
        <label>API key · 密钥 <input id="key" type="password" autocomplete="off" required></label>
        <button type="submit">Show · 查看</button>
        </form>
        <p id="problem" role="alert"></p>
        <table hidden id="list">
        <thead><tr><th scope="col">Name · 姓名</th><th scope="col">Application · 申请</th><th scope="col">Opening · 职位</th>
        <th scope="col">Stage · 阶段</th><th scope="col">Score · 综合分</th><th scope="col">To decide · 待决定</th></tr></thead>
        <tbody id="rows"></tbody>
        </table>
        <button hidden id="more" type="button">More · 更多</button>
        </main>
        </body>
        </html>
        """

    static let script = """
        "use strict";
        const element = (id) => document.getElementById(id);
        let key = "";
        let cursor = null;
        async function load() {
          const path = "/v1/applications?order=newest&limit=50" + (cursor ? "&cursor=" + encodeURIComponent(cursor) : "");
          const answer = await fetch(path, { headers: { Authorization: "Bearer " + key } });
          const page = await answer.json();
          if (!answer.ok) throw new Error(page.detail || page.title);
          for (const item of page.items) {
            const row = document.createElement("tr");
            const review = item.review ? [item.review.reason, item.review.proposal].filter(Boolean).join(" → ") : "";
            const cells = [item.name, item.applicationID, item.jobID, item.outcome || item.stage,
                           item.composite, review];
            for (const value of cells) {
              const cell = document.createElement("td");
              cell.textContent = value === undefined || value === null ? "" : String(value);
              row.append(cell);
            }
            element("rows").append(row);
          }
          cursor = page.next || null;
          element("list").hidden = false;
          element("more").hidden = !cursor;
        }
        function start() {
          element("problem").textContent = "";
          load().catch((error) => { element("problem").textContent = error.message; });
        }
        element("door").addEventListener("submit", (event) => {
          event.preventDefault();
          key = element("key").value;
          cursor = null;
          element("rows").replaceChildren();
          start();
        });
        element("more").addEventListener("click", start);
        """
}
