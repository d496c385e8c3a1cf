export { type LoadedReview, loadReview } from "./load-review.ts";
