/** Something that a person who waits may want to see. */
export type HttpEvent =
  | { readonly kind: "asking"; readonly url: string; readonly attempt: number }
  | {
      readonly kind: "answered";
      readonly url: string;
      readonly status: number;
      readonly bytes: number;
      readonly archived: string;
    }
  | {
      readonly kind: "waiting";
      readonly url: string;
      readonly milliseconds: number;
      readonly because: string;
    };
