// Hands the code of the provider over, then goes on to the start, which has the session's cookie.
(async () => {
  const state = document.getElementById("state");
  const query = new URLSearchParams(location.search);
  history.replaceState(null, "", location.pathname);
  const answer = await fetch("/api/auth/sso/complete", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ code: query.get("code") ?? "", state: query.get("state") ?? "" }),
  }).catch(() => null);
  if (answer && answer.ok) {
    // As the dashboard knows that there is a cookie to go on with.
    localStorage.setItem("botflow.session", "yes");
    location.replace("/");
  } else {
    const problem = answer ? await answer.json().catch(() => null) : null;
    state.textContent = problem ? problem.title : "The server cannot be reached. Log in again.";
  }
})();
