"use strict";
const words = {
  zh: { title: "您的申请", until: "请于此前完成", offer: "录用意向", contract: "劳动合同", job: "职位",
        questions: "问题", answered: "已回答", invalid: "链接无效或已过期，请使用最新邮件中的链接。" },
  en: { title: "Your application", until: "Complete it by", offer: "Offer", contract: "Labour contract",
        job: "Job", questions: "Questions", answered: "Answered",
        invalid: "This link is not valid or has expired; use the link of the latest mail." },
};
const element = (id) => document.getElementById(id);
async function call(method, path, session, body) {
  const headers = { "Content-Type": "application/json" };
  if (session) headers.Authorization = "Bearer " + session;
  const answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}
function fact(name, value) {
  const term = document.createElement("dt");
  const text = document.createElement("dd");
  term.textContent = name;
  text.textContent = value;
  element("facts").append(term, text);
}
async function show() {
  const link = location.hash.slice(1);
  const dot = link.lastIndexOf(".");
  const { session, purpose } = await call("POST", "/v1/links/exchange", null,
    { applicationID: link.slice(0, dot), token: link.slice(dot + 1) });
  const status = await call("GET", "/v1/candidate/status", session);
  const text = words[status.language] || words.en;
  document.documentElement.lang = status.language;
  element("title").textContent = text.title;
  element("state").textContent = status.words;
  element("facts").replaceChildren();
  const date = (value) => new Date(value).toLocaleString(status.language);
  if (status.interviewExpiresAt) fact(text.until, date(status.interviewExpiresAt));
  if (status.offer) fact(text.offer, status.offer.position + " · " + date(status.offer.expiresAt));
  if (status.contract) fact(text.contract, status.contract.sha256.slice(0, 16) + "…");
  if (purpose !== "interview") return;
  const interview = await call("GET", "/v1/candidate/session", session);
  fact(text.job, interview.jobTitle);
  fact(text.questions, String(interview.questions.length));
  fact(text.answered, String(new Set(interview.answers.map((answer) => answer.questionID)).size));
}
show().catch(() => {
  const text = navigator.language.startsWith("zh") ? words.zh : words.en;
  element("state").textContent = "";
  element("problem").textContent = text.invalid;
});
