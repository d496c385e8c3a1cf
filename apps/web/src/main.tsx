import type { Review } from "@coppice/model";
import type { Prepared } from "@coppice/report";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import "./styles/page.css";

// All three are written by renderPage; the data were parsed with their schemas before they were embedded.
const data = document.getElementById("review")?.textContent;
const ready = document.getElementById("prepared")?.textContent;
const place = document.getElementById("page");
if (data && ready && place !== null) {
  createRoot(place).render(
    <App review={JSON.parse(data) as Review} prepared={JSON.parse(ready) as Prepared} />,
  );
}
