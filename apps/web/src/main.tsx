import type { Review } from "@coppice/model";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import "./styles/page.css";

const data = document.getElementById("review");
const place = document.getElementById("page");
// Both elements are written by renderPage; the data were parsed with their schemas before they were embedded.
if (data !== null && place !== null)
  createRoot(place).render(<App review={JSON.parse(data.textContent ?? "") as Review} />);
